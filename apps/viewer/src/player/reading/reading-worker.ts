import { SheetTexts } from '../assets/sheet-texts.ts';
import { ComingRange } from './coming-range.ts';
import type { FromWorker, RangeMessage, ToWorker } from './messages.ts';
import { Run } from './run.ts';

// Parses and sanitises beside the page, which stays free to answer whoever watches. It fetches nothing: texts that a recording
// refers to are asked of the page.

const waiting = new Map<string, { resolve: (text: string) => void; reject: (cause: Error) => void }>();
const texts = new SheetTexts(
  (hash) =>
    new Promise((resolve, reject) => {
      waiting.set(hash, { resolve, reject });
      tell({ kind: 'need', hash });
    }),
);
let current: { number: number; run: Run } | undefined;
/** Ranges are read one after another, in the order in which they came. */
let last: Promise<void> = Promise.resolve();
const coming = new Map<number, ComingRange>();

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  switch (data.kind) {
    case 'range': {
      const range = new ComingRange(data.id, tell);
      coming.set(data.id, range);
      last = last.then(() => read(data, range));
      break;
    }
    case 'bytes':
      coming.get(data.id)?.add(data.bytes);
      break;
    case 'text':
      if (data.text === undefined) waiting.get(data.hash)?.reject(new Error('absent'));
      else waiting.get(data.hash)?.resolve(data.text);
      break;
    default:
      coming.get(data.id)?.[data.kind]();
  }
});

async function read({ id, range, assets }: ToWorker & { kind: 'range' }, { lines, hands }: ComingRange): Promise<void> {
  try {
    const report = await runOf(range, assets).read({ ...range, lines }, hands);
    tell({ kind: 'read', id, report });
  } catch (cause) {
    tell({ kind: 'failed', id, why: cause instanceof Error ? cause.message : String(cause) });
  } finally {
    coming.delete(id);
  }
}

function runOf({ run: number, startedAt, base }: RangeMessage, assets: string): Run {
  const addressOf = (hash: string): string => assets.replace('HASH', encodeURIComponent(hash));
  if (current?.number !== number) current = { number, run: new Run({ startedAt, base, texts, addressOf }) };
  return current.run;
}

function tell(message: FromWorker): void {
  self.postMessage(message);
}

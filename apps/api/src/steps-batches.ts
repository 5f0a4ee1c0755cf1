import type { Readable } from 'node:stream';
import type { AssetTexts } from '@falter/store';
import { eventLines, expandLines } from './event-lines.ts';
import type { StepsBatch } from './steps-reader.ts';

/** Characters of a session that are read for its rows, its style sheets as often as it shows them: as much as a thread may hold. */
export const READ_MAX_CHARS: number = 192 * 1024 * 1024;

/**
 * The batches of a stored session as they stream in, up to `READ_MAX_CHARS`; `cut` is told where there was more. A batch larger than
 * some megabytes of text comes in parts that share its number.
 */
export async function* stepsBatches(
  stored: Readable,
  texts: { texts: AssetTexts; project: string },
  cut: () => void,
): AsyncGenerator<StepsBatch> {
  let head: { tab: string; seq: number } | undefined;
  let lines: string[] = [];
  let held = 0;
  let room = READ_MAX_CHARS;
  for await (const line of expandLines(eventLines(stored), texts)) {
    const next = line.startsWith('#') ? headOf(line) : undefined;
    if (head && lines.length > 0 && (next || held > PART_MAX_CHARS)) {
      yield { ...head, lines: lines.join('\n') };
      lines = [];
      held = 0;
    }
    if (next) head = next;
    else {
      room -= line.length;
      if (room < 0) return cut();
      lines.push(line);
      held += line.length;
    }
  }
  if (head && lines.length > 0) yield { ...head, lines: lines.join('\n') };
}

const PART_MAX_CHARS = 4 * 1024 * 1024;

function headOf(line: string): { tab: string; seq: number } {
  const [tab = '', seq = '0'] = line.slice(1).split(' ');
  return { tab, seq: Number(seq) };
}

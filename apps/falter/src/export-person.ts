import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { ReadableStream } from 'node:stream/web';
import type { ExportLine, ExportWish } from '@falter/wire';
import { postToFalter } from './running-answer.ts';
import type { RunningFalter } from './running-falter.ts';
import { writeOut } from './write-out.ts';

/** How the last line of an export begins: without it the export broke off. */
const END = '{"kind":"end"';

/**
 * `falter export --person ID`: all that is kept of a person, one JSON object a line (`ExportLine` of the wire).
 * @throws UsageError in the API's words; Error for an export that broke off
 */
export async function exportPerson(
  falter: RunningFalter,
  { project, out, ...wish }: ExportWish & { project: string; out: string | undefined },
): Promise<number> {
  const answer = await postToFalter(falter, `/api/v1/exports?project=${encodeURIComponent(project)}`, wish);
  let last = '';
  const lines = Readable.fromWeb(answer.body as ReadableStream<Uint8Array>);
  lines.on('data', (chunk: Uint8Array) => {
    last = `${last}${Buffer.from(chunk).toString('utf8')}`.slice(-200);
  });
  await writeOut((target) => pipeline(lines, target, { end: out !== undefined }), out);
  const end = last.trimEnd().split('\n').at(-1) ?? '';
  if (!end.startsWith(END)) throw new Error('[falter] the export broke off before its end. Ask again.');
  const { sessions, events } = JSON.parse(end) as Extract<ExportLine, { kind: 'end' }>;
  process.stderr.write(`${sessions} sessions, ${events} events${out === undefined ? '' : ` in ${out}`}\n`);
  return 0;
}

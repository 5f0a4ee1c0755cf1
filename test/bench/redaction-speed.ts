import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { REDACTION_CLASSES } from '@falter/wire';
import { EventScanner } from '../../apps/collector/src/unpacking/event-scanner.ts';
import { unpackLines } from '../../apps/collector/src/unpacking/unpack-lines.ts';
import { spread } from './bench.ts';
import { makeLines } from './ingest-load.ts';

const RECORDINGS = new URL('../../../shared/data/recordings/', import.meta.url);
const ROUNDS = 7;

/** How fast events are read, on one thread: the scan alone, with hash, and with the second net; over real recordings where there are some. */
export function printRedactionSpeed(): void {
  const batches = existsSync(RECORDINGS) ? recordings() : makeLines();
  const megabytes = batches.reduce((sum, { length }) => sum + length, 0) / 1e6;
  const name = existsSync(RECORDINGS) ? 'real recordings' : 'made-up events';
  const off = { off: REDACTION_CLASSES, parameters: [] };
  const steps: [string, (bytes: Buffer) => unknown][] = [
    [
      'JSON.parse',
      (bytes) =>
        bytes
          .toString('utf8')
          .split('\n')
          .map((line) => JSON.parse(line)),
    ],
    ['scan', (bytes) => new EventScanner(bytes).scan()],
    ['scan and hash', (bytes) => unpackLines(bytes, off)],
    ['scan, hash and redaction', (bytes) => unpackLines(bytes, { off: [], parameters: [] })],
  ];
  for (const [step, work] of steps) {
    const rates = Array.from({ length: ROUNDS }, () => {
      const copies = batches.map((bytes) => Buffer.from(bytes));
      const began = performance.now();
      for (const bytes of copies) work(bytes);
      return (1000 * megabytes) / (performance.now() - began);
    });
    spread(`${step}, ${megabytes.toFixed(1)} MB of ${name}`, rates, 'MB/s');
  }
}

/** Batches of 500 events; what is no list of events is left out. */
function recordings(): Buffer[] {
  const files = readdirSync(RECORDINGS).filter((name) => name.endsWith('.json'));
  return files.flatMap((file) => {
    const events: unknown = JSON.parse(readFileSync(new URL(file, RECORDINGS), 'utf8'));
    if (!Array.isArray(events) || !events.every((event) => typeof event?.type === 'number')) return [];
    const parts = Array.from({ length: Math.ceil(events.length / 500) }, (_, n) =>
      events.slice(500 * n, 500 * (n + 1)),
    );
    return parts.map((part) => Buffer.from(part.map((event) => JSON.stringify(event)).join('\n')));
  });
}

import { closeSync, fstatSync, openSync, readSync } from 'node:fs';

/** More than any start writes. */
const mostBytes = 256 * 1024;

/**
 * The last error in a log after byte `from`, as one line ending with a full stop, or `undefined` when there is none.
 * Node's own errors (`Error: ...`) and ClickHouse's (`DB::Exception: ...`) both count.
 */
export function lastComplaint(log: string, from: number): string | undefined {
  const lines = readFrom(log, from).split('\n');
  const complaint = lines.findLast((line) => /\bCode: \d+\. DB::Exception: |^\w*Error: /.test(line));
  if (!complaint) return undefined;
  const text = complaint.slice(Math.max(complaint.search(/Code: \d+\. DB::Exception/), 0)).trim();
  return `${text.slice(0, 500).replace(/\.$/, '')}.`;
}

function readFrom(log: string, from: number): string {
  const file = openSync(log, 'r');
  try {
    const size = fstatSync(file).size;
    // A smaller file than before is a new one: the log was rotated.
    const start = Math.max(from <= size ? from : 0, size - mostBytes);
    const bytes = Buffer.alloc(size - start);
    readSync(file, bytes, 0, bytes.length, start);
    return bytes.toString('utf8');
  } finally {
    closeSync(file);
  }
}

import { encode } from '../host/bytes.ts';
import type { Line } from './batch.ts';

/**
 * Chooses what still leaves when a page goes and not everything fits. The largest events are left behind first: one mutation
 * of 60 kB costs less than the two hundred clicks, errors and moves that travel in its place.
 */
export function fit(lines: readonly Line[], maxBytes: number): { kept: Line[]; left: Line[] } {
  const sized = lines.map((line) => ({ line, bytes: encode(line.text).length + 1 }));
  let total = sized.reduce((sum, { bytes }) => sum + bytes, 0);
  const left = new Set<Line>();
  for (const { line, bytes } of [...sized].sort((a, b) => b.bytes - a.bytes)) {
    if (total <= maxBytes) break;
    left.add(line);
    total -= bytes;
  }
  return { kept: lines.filter((line) => !left.has(line)), left: [...left] };
}

import type { Mirror } from './mirror.ts';
import { type Raw, toList, toNumber, toRaw } from './raw.ts';
import type { Hover } from './tape.ts';

/** Adds to `hovers` what the pointer came over, by a move event that was told at `at`. */
export function readHovers(data: Raw, at: number, { mirror, hovers }: { mirror: Mirror; hovers: Hover[] }): void {
  for (const position of toList(data.positions)) {
    const { id, timeOffset } = toRaw(position);
    const node = mirror.get(id);
    const before = hovers.at(-1);
    if (!node || before?.node === node) continue;
    const then = at + Math.min(0, toNumber(timeOffset, 0));
    hovers.push({ at: Math.max(then, before?.at ?? then), node });
  }
}

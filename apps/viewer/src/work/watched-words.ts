import type { SessionWatch } from '@falter/wire';
import { relative } from '../words/time.ts';

/** Names that are told; the rest is a number. */
const NAMED = 3;

/** Who watched a session, last first: `you just now, Bo yesterday and 2 more`. '' for nobody. `now` in epoch milliseconds. */
export function watchedWords(watched: readonly SessionWatch[], now: number): string {
  const told = watched
    .slice(0, NAMED)
    .map(({ by, watchedAt, me }) => `${me ? 'you' : by} ${relative(Date.parse(watchedAt), now)}`);
  const more = watched.length - told.length;
  if (more > 0) return `${told.join(', ')} and ${more} more`;
  return told.length < 2 ? told.join('') : `${told.slice(0, -1).join(', ')} and ${told.at(-1)}`;
}

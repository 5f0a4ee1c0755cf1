import { type SessionCursor, START } from '@falter/store';
import { ID_PATTERN } from '@falter/wire';

export const SORTS = ['recent', 'score'] as const;
export type Sort = (typeof SORTS)[number];

/** The cursor behind a row of the list, opaque to clients: base64url of `sort.score.firstSeenAt.id`. */
export function writeCursor(sort: Sort, { beforeScore, beforeAt, beforeId }: SessionCursor): string {
  return Buffer.from(`${sort}.${beforeScore}.${beforeAt}.${beforeId}`).toString('base64url');
}

/** The position that a cursor names, or undefined when it was not made by `writeCursor` for the same sort. */
export function readCursor(sort: Sort, text: string): SessionCursor | undefined {
  const [, score, at, id = ''] = Buffer.from(text, 'base64url').toString().split('.');
  const cursor = { beforeScore: Number(score), beforeAt: Number(at), beforeId: id };
  const sound = inRange(cursor.beforeScore, 100) && inRange(cursor.beforeAt, START.beforeAt) && ID_PATTERN.test(id);
  // Written again it must be the same text: that holds the sort, and there is one spelling for each position.
  return sound && writeCursor(sort, cursor) === text ? cursor : undefined;
}

function inRange(number: number, max: number): boolean {
  return Number.isSafeInteger(number) && number >= 0 && number <= max;
}

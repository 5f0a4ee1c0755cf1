import type { SessionComment } from '@falter/wire';
import { MARK_GAP, share } from '../player/timeline.ts';

/** Comments that lie so near to each other on the timeline that they are one mark. */
export interface CommentsAt {
  first: SessionComment;
  count: number;
}

/** @param comments by moment, as the API gives them */
export function together(comments: readonly SessionComment[], durationMs: number): CommentsAt[] {
  const marks: CommentsAt[] = [];
  for (const comment of comments) {
    const last = marks.at(-1);
    const isNear = last && share(comment.at, durationMs) - share(last.first.at, durationMs) < MARK_GAP;
    if (isNear) last.count++;
    else marks.push({ first: comment, count: 1 });
  }
  return marks;
}

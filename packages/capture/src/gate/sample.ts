/**
 * Whether a session is one of the `share` (0..1) that are recorded. The end of its id alone decides, four digits that chance drew: all
 * pages and tabs of a session come to the same answer, and who is in a small share is in every larger one. (Ids from before this
 * version end in letters; their sessions are recorded until they end.)
 */
export function isInSample(session: string, share: number): boolean {
  return !(+session.slice(-4) >= share * 1e4);
}

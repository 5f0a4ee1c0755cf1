/**
 * Whether a session is one of the `share` (0..1) that are recorded. The id alone decides, by FNV-1a over its characters: all pages
 * and tabs of a session come to the same answer, and who is in a small share is in every larger one.
 */
export function isInSample(session: string, share: number): boolean {
  let hash = 0x811c9dc5;
  for (let n = 0; n < session.length; n++) hash = Math.imul(hash ^ session.charCodeAt(n), 0x01000193);
  // The last characters hardly reach the upper bits, which decide: mixed once more.
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return ((hash ^ (hash >>> 13)) >>> 0) / 2 ** 32 < share;
}

/** Whether a session is recorded: it is in the site's sample, or somebody chose it. */
export function isChosen(
  { sample, chosen }: { sample: number; chosen?: string | undefined },
  session: string,
): boolean {
  return session === chosen || isInSample(session, sample);
}

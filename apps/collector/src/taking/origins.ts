/**
 * Whether an Origin header is on a project's list. Entries are origins as browsers write them (`https://shop.example`,
 * `http://localhost:3000`); the port may be `*`. Everything is compared as a whole: scheme, host and port must be equal,
 * so neither `https://shop.example.evil.com` nor `http` instead of `https` passes. No header and `null` never do.
 */
export function originAllowed(origin: string | undefined, allowed: readonly string[]): boolean {
  if (!origin || origin === 'null') return false;
  const anyPort = origin.replace(/(?::\d+)?$/, ':*');
  return allowed.some((entry) => entry === origin || entry === anyPort);
}

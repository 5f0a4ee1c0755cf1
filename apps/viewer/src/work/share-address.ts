/** The whole address of a shared link that opens at a moment. `path`: as the API made it, the token in its fragment. */
export function shareAddress(path: string, at: number, origin: string = location.origin): string {
  const address = new URL(path, origin);
  address.searchParams.set('at', String(Math.round(at)));
  return address.href;
}

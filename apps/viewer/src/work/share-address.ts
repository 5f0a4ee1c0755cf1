/** The whole address of a shared link that opens at a moment, in the tab that is shown. `path`: as the API made it, the token in its fragment. */
export function shareAddress(
  path: string,
  { at, tab }: { at: number; tab: string | undefined },
  origin: string = location.origin,
): string {
  const address = new URL(path, origin);
  address.searchParams.set('at', String(Math.round(at)));
  if (tab !== undefined) address.searchParams.set('tab', tab);
  return address.href;
}

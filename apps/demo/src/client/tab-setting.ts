/** A setting of this tab: `?NAME=VALUE` sets it, and sessionStorage keeps it while the visitor walks through the shop. */
export function tabSetting(name: string, fallback: string): string {
  const asked = new URLSearchParams(location.search).get(name);
  if (asked !== null) keepTabSetting(name, asked);
  return asked ?? stored(name) ?? fallback;
}

/** Keeps a setting for the pages to come; an address that names it is brought up to date, so that a reload agrees. */
export function keepTabSetting(name: string, value: string): void {
  try {
    sessionStorage.setItem(`low-tide.${name}`, value);
  } catch {
    // Storage is forbidden here: the setting holds for this page only.
  }
  const url = new URL(location.href);
  if (!url.searchParams.has(name) || url.searchParams.get(name) === value) return;
  url.searchParams.set(name, value);
  history.replaceState(history.state, '', url);
}

function stored(name: string): string | null {
  try {
    return sessionStorage.getItem(`low-tide.${name}`);
  } catch {
    return null;
  }
}

/** What a tag needs to know. */
export interface SiteTag {
  /** Origin of the collector: `https://falter.example`. */
  host: string;
  /** Write key of the project. */
  key: string;
  /** A version of the snippet that never changes, as the collector names it; default: the present one. */
  pinned?: { path: string; integrity: string };
}

/**
 * The tag that a site embeds. `crossorigin` is not needed for it to work; with it the page may see errors of the script, and
 * the snippet can watch fetch without loading itself a second time.
 */
export function siteTag({ host, key, pinned }: SiteTag): string {
  const integrity = pinned ? ` integrity="${pinned.integrity}"` : '';
  return `<script async crossorigin src="${host}${pinned?.path ?? '/falter.js'}"${integrity} data-key="${key}"></script>`;
}

/** What a tag needs to know. */
export interface SiteTag {
  /** Origin of the collector: `https://falter.example`. */
  host: string;
  /** Write key of the project. */
  key: string;
  /** Name of the file, where it is not the loader. */
  file?: string;
  /** A version of the snippet that never changes, as the collector names it; default: the present one. */
  pinned?: { path: string; integrity: string };
}

/**
 * The tag that a site embeds. `crossorigin` is not needed for the loader to work; a file with the recorder inside watches the page's
 * fetch only with it.
 */
export function siteTag({ host, key, file = 'falter.js', pinned }: SiteTag): string {
  const integrity = pinned ? ` integrity="${pinned.integrity}"` : '';
  return `<script async crossorigin src="${host}${pinned?.path ?? `/${file}`}"${integrity} data-key="${key}"></script>`;
}

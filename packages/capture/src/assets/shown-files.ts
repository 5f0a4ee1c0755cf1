import type { Known } from '../beyond/inside.ts';
import { attributeOf, tagOf } from '../host/dom.ts';
import { BLOCKED, EDITED, MASKED } from '../privacy/marks.ts';
import { addressesInCss } from './find-sheets.ts';
import type { FileAddress } from './read-file.ts';

/** A file that the page shows. */
export interface ShownFile extends FileAddress {
  /** rrweb's id of the element, 0 for what a style sheet names. */
  id: number;
  /** Its address as the recording has it. */
  told: string;
}

/** What the recorder knows of nodes and addresses. */
export type Pass = Pick<Known, 'idOf' | 'look' | 'scrub'>;

/** A file of a font, by its name. */
export const FONT: RegExp = /\.(?:woff2?|ttf|otf)(?:[?#]|$)/i;

/** Pictures that elements show, through open shadow roots and frames of the same origin; nothing in what is masked, blocked or edited. */
export function shownByElements({ idOf, look, scrub }: Pass): ShownFile[] {
  const stateOf = look();
  const shown: ShownFile[] = [];
  const roots: ParentNode[] = [document];
  for (const root of roots) {
    for (const element of root.querySelectorAll('*')) {
      if (element.shadowRoot) roots.push(element.shadowRoot);
      const inside = tagOf(element) === 'iframe' && (element as HTMLIFrameElement).contentDocument;
      if (inside) roots.push(inside);
      const found = picturesOf(element);
      const id = found.length > 0 ? idOf(element) : 0;
      if (id === 0 || stateOf(element) & (MASKED | BLOCKED | EDITED)) continue;
      const isShared = (element as HTMLImageElement).crossOrigin === 'anonymous';
      for (const [url, told] of found) shown.push({ id, url: withoutPlace(url), told: scrub(told), isShared });
    }
  }
  return shown.filter(({ url, told }) => told && /^https?:/.test(url));
}

/** Addresses that an element shows now, whole and as rrweb writes them. */
function picturesOf(element: Element): [url: string, told: string][] {
  const { currentSrc, naturalWidth, src, poster, href } = element as HTMLImageElement &
    HTMLVideoElement &
    SVGImageElement;
  const absolute = (url: string): string => new URL(url, element.baseURI).href;
  const twice = (url: string): [string, string] => [url, url];
  switch (tagOf(element)) {
    case 'img':
      return naturalWidth > 0 ? [twice(currentSrc || src)] : [];
    case 'input':
      return attributeOf(element, 'type') === 'image' ? [twice(src)] : [];
    case 'video':
      // The only one that rrweb leaves as it was written.
      return poster ? [[poster, attributeOf(element, 'poster') ?? '']] : [];
    case 'image':
    case 'use': {
      const { baseVal = '' } = href ?? {};
      return baseVal && !baseVal.startsWith('#') ? [twice(absolute(baseVal))] : [];
    }
    default: {
      const style = attributeOf(element, 'style') ?? '';
      return style.includes('url(') ? addressesInCss(style).map((url) => twice(absolute(url))) : [];
    }
  }
}

/**
 * Files that style sheets name and the page loaded. `named`: addresses as the recorded sheets have them; `loaded`: as the browser fetched
 * them. Two that look alike without what must not leave the page are `ambiguous`: nobody could tell which one a sheet means.
 */
export function shownBySheets(
  named: ReadonlySet<string>,
  loaded: ReadonlySet<string>,
  { scrub, strict }: Pick<Pass, 'scrub'> & { strict: boolean },
): { files: ShownFile[]; ambiguous: string[] } {
  const byTold = new Map<string, Set<string>>();
  for (const url of loaded) {
    const told = scrub(url, strict);
    byTold.set(told, (byTold.get(told) ?? new Set()).add(url));
  }
  const files: ShownFile[] = [];
  const ambiguous: string[] = [];
  for (const told of named) {
    const urls = [...(byTold.get(plain(told)) ?? [])];
    const [url = ''] = urls;
    if (urls.length > 1) ambiguous.push(told);
    // A font is always loaded with CORS.
    else if (url && !(strict && !FONT.test(url))) files.push({ id: 0, url, told, isShared: FONT.test(url) });
  }
  return { files, ambiguous };
}

/** As a browser writes it when it fetches it. */
function plain(told: string): string {
  try {
    return withoutPlace(new URL(told).href);
  } catch {
    return told;
  }
}

/** A browser fetches the whole file. */
function withoutPlace(url: string): string {
  return url.split('#', 1)[0] ?? '';
}

/** Where pictures of sheets are drawn. */
const DRAWN = ['backgroundImage', 'maskImage', 'borderImageSource', 'listStyleImage', 'content'] as const;

/** Elements in marked parts that are looked at; where there are more, no picture of a sheet is told. */
const MARKED_MAX = 1_000;

/**
 * Pictures that sheets draw in masked and blocked parts of the page: what nobody may see there is nobody's to see elsewhere. Undefined: too
 * many to look.
 */
export function hiddenOfSheets(): Set<string> | undefined {
  const marked = '[data-falter-mask],[data-falter-block],.falter-block';
  const hidden = new Set<string>();
  const elements = document.querySelectorAll(`:is(${marked}),:is(${marked}) *`);
  if (elements.length > MARKED_MAX) return undefined;
  for (const element of elements) {
    for (const part of ['', '::before', '::after']) {
      const style = getComputedStyle(element, part);
      for (const url of DRAWN.flatMap((name) => addressesInCss(style[name] ?? ''))) hidden.add(withoutPlace(url));
    }
  }
  return hidden;
}

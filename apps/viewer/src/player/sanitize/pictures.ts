import { gapPicture, type Size } from '../assets/gap-picture.ts';
import type { ShownFiles } from '../assets/shown-files.ts';
import { ABSENT_PICTURE, type Attributes, isCarried } from './attributes.ts';

/** One of the addresses that a browser may choose from, with its size (`2x`, `800w`) and the sizes that count for it. */
interface Candidate {
  url: string;
  size: string;
  sizes?: string;
}

interface Image {
  src: string;
  srcset: string;
  /** Id of the element around it: its `source` elements may name what it shows. */
  parent: number;
  box: Size | undefined;
}

/** More candidates than any page has. */
const CANDIDATES_MAX = 100;

/**
 * Gives images the file that the visitor's browser chose for them. A page names several (`src`, `srcset`, the `source` elements of a
 * `picture`), and in a replay the browser might choose another: only the one that was told stands there, at the density it had.
 */
export class Pictures {
  readonly #files: ShownFiles;
  readonly #images = new Map<number, Image>();
  readonly #sources = new Map<number, Candidate[]>();

  constructor(files: ShownFiles) {
    this.#files = files;
  }

  /** A new page: none of its images is known. */
  forget(): void {
    this.#images.clear();
    this.#sources.clear();
  }

  /** A `source` element. Has to come before the image beside it. */
  addSource(parent: number, { srcset, sizes }: Attributes): void {
    if (typeof srcset !== 'string') return;
    const more = candidatesOf(srcset).map((found) => (typeof sizes === 'string' ? { ...found, sizes } : found));
    this.#sources.set(parent, [...(this.#sources.get(parent) ?? []), ...more].slice(0, CANDIDATES_MAX));
  }

  /** An image with the attributes that were recorded: completes those that are safe, in place. */
  add(image: { id: number; parent: number }, recorded: Attributes, safe: Attributes): void {
    const { src, srcset, width, height } = recorded;
    const box = sizeOf(width, height);
    this.#images.set(image.id, { src: text(src), srcset: text(srcset), parent: image.parent, box });
    if (recorded.rr_dataURL === undefined) this.#show(image.id, safe);
  }

  /** Changed attributes of an image. */
  change(id: number, recorded: Attributes, safe: Attributes): void {
    const image = this.#images.get(id);
    if (!image || !('src' in recorded || 'srcset' in recorded)) return;
    if ('src' in recorded) image.src = text(recorded.src);
    if ('srcset' in recorded) image.srcset = text(recorded.srcset);
    this.#show(id, safe);
  }

  #show(id: number, safe: Attributes): void {
    const image = this.#images.get(id);
    if (!image) return;
    const all = [
      ...(this.#sources.get(image.parent) ?? []),
      ...candidatesOf(image.srcset),
      { url: image.src, size: '' },
    ];
    const named = all.filter(({ url }) => url !== '' && !isCarried(url));
    const shown = this.#files.picture(
      id,
      named.map(({ url }) => url),
    );
    if (!shown) return;
    const chosen = named.find(({ url }) => url === shown.url);
    const address = 'gap' in shown ? gapPicture(shown.gap, shown.size ?? image.box) : shown.address;
    const isSized = 'address' in shown && chosen !== undefined && chosen.size !== '';
    Object.assign(safe, {
      // Beside a `2x` the `src` would count as the better one for a screen of density 1.
      src: isSized && chosen.size.endsWith('x') ? null : address,
      srcset: isSized ? `${address} ${chosen.size}` : null,
      ...(isSized && chosen.sizes !== undefined ? { sizes: chosen.sizes } : {}),
      [ABSENT_PICTURE]: 'gap' in shown ? shown.gap : null,
    });
  }
}

/** As rrweb writes it: an address, its size, a comma and a space. */
function candidatesOf(srcset: string): Candidate[] {
  const parts = srcset.split(/,\s+/, CANDIDATES_MAX);
  return parts.flatMap((part) => {
    const [url = '', size = ''] = part.trim().split(/\s+/);
    return url === '' ? [] : [{ url, size: /^\d+(?:\.\d+)?[wxh]$/.test(size) ? size : '' }];
  });
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function sizeOf(width: unknown, height: unknown): Size | undefined {
  const [w, h] = [Number(width), Number(height)];
  return w >= 1 && h >= 1 && w <= 10_000 && h <= 10_000 ? { width: w, height: h } : undefined;
}

import { type Line, textOf } from '../delivery/batch.ts';
import type { Key, Shelf } from '../delivery/shelf.ts';
import type { Later } from '../extras/later.ts';
import type { Stream } from '../session/stream.ts';

/**
 * What pages held that were left before anybody struggled, on the device: the next page of the tab may need it. A ring has no number
 * in its stream until it is sent; it stands where no batch can.
 */
export interface Rings {
  /** Keeps what a page held that goes. Synchronous. */
  keep(lines: readonly Line[]): void;
  /** Gives and removes what the last pages of this tab held. */
  take(stream: Stream): Promise<Line[]>;
}

/** Browsers are known whose IndexedDB does not answer at all until they are started anew: the struggle of this page waits no longer. */
const TAKE_MAX_MS = 5_000;

/** The rings of pages that begin before what makes them is here: whoever takes waits, and what a page held that leaves sooner is gone. */
export function ringsLater(later: Later, shelf: Shelf, release: string): Rings {
  let rings: Rings | undefined;
  later(({ createRings }) => {
    rings = createRings(shelf, release);
  });
  return {
    keep: (lines) => rings?.keep(lines),
    take: (stream) =>
      new Promise((resolve) => {
        setTimeout(resolve, TAKE_MAX_MS, []);
        later(
          () => void rings?.take(stream).then(resolve),
          () => resolve([]),
        );
      }),
  };
}

const RING = -1;

/** Pages before the present one, of one tab. */
const PAGES = 2;

/** UTF-16 units: what takes longer to write than a page has when it goes is not kept. */
const RING_MAX_CHARS: number = 4 * 1024 * 1024;

export function createRings(shelf: Shelf, release: string): Rings {
  return {
    keep(lines) {
      const [first] = lines;
      const events = textOf(lines);
      if (!first || events.length > RING_MAX_CHARS) return;
      const { session, tab, secret, dropped, faults } = first.stream;
      const at = Date.now();
      const part = { secret, page: first.page, release, dropped, faults, events, at, size: events.length };
      void shelf.change([{ put: [session, tab, RING, at], part }]);
    },
    async take(stream) {
      const rings = await shelf.read([stream.session, stream.tab, RING]);
      await shelf.change([{ remove: [stream.session, stream.tab, RING] }]);
      return rings.slice(-PAGES).flatMap(({ events, page, at }) =>
        String(events)
          .split('\n')
          .map((text) => ({ text, type: typeOf(text), at, stream, page })),
      );
    },
  };
}

/** Removes the rings of sessions that are over, and of this tab those of pages long ago. */
export async function tidyRings(shelf: Shelf, { session, tab }: Stream): Promise<void> {
  const own: Key[] = [];
  let key = await shelf.next();
  while (key) {
    const isRing = key[2] === RING;
    if (isRing && key[0] !== session) await shelf.change([{ remove: key }]);
    if (isRing && key[0] === session && key[1] === tab) own.push(key);
    key = await shelf.next(isRing ? key : [key[0], key[1]]);
  }
  for (const old of own.slice(0, -PAGES)) await shelf.change([{ remove: old }]);
}

/** rrweb's events begin with their type, ours too. */
function typeOf(text: string): number {
  return Number(/^\{"type":(\d)/.exec(text)?.[1] ?? 3);
}

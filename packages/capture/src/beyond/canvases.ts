import { type DegradedPayload, type DegradedReason, EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import { isVisitors } from '../session/activity.ts';
import { createBudget } from './budget.ts';
import type { Inside } from './inside.ts';
import { type Encoded, type Picture, takePicture } from './picture.ts';
import { isShown } from './shown.ts';
import { nodesIn, treesIn } from './tree.ts';

/** A canvas that is looked at while somebody can see it. */
interface Watched {
  canvas: HTMLCanvasElement;
  isInView: boolean;
  /** Hash of what was told last. */
  told?: number;
  last?: Encoded;
  isBusy: boolean;
  /** Frames in a row in which nothing was in it. */
  blanks: number;
  /** Pictures that were left out since it was told in full, and when the last one was. */
  left: number;
  leftAt: number;
  /** What it shows must not be read: something of another origin is in it. */
  isTainted: boolean;
}

/** A canvas is looked at twice a second. */
const EVERY_MS = 500;

/** Canvases of one page that are looked at. */
const CANVASES_MAX = 20;

/** Without a sign of the visitor for so long nobody looks at it, and nor do we. */
const AWAY_MS = 30_000;

/** A canvas of which nothing was left out for so long is told in full again. */
const CALM_MS = 10_000;

/** A WebGL canvas can be read only in the frame in which it was drawn: so many are tried in a row. */
const BLANKS_MAX = 20;

/** Characters of pictures: a still picture now and then is free, a film becomes a slide show, and a day of it ends. */
const BUDGET = { perSecond: 20_000, store: 250_000, total: 10_000_000 };

/**
 * Tells what canvases show, as rrweb does it with a frame rate: the event of a picture drawn over the whole canvas, which every
 * player of rrweb's recordings knows. Only of canvases that are in view, and only when something changed.
 */
export function watchCanvases(inside: Inside): { see(event: RecordedEvent): void; stop(): void } {
  const watched = new Map<Element, Watched>();
  const budget = createBudget(BUDGET);
  let signAt = Date.now();
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const views = new IntersectionObserver(
    inside.guard((entries: IntersectionObserverEntry[]) => {
      for (const { target, isIntersecting } of entries) {
        const one = watched.get(target);
        if (one) one.isInView = isIntersecting;
      }
      plan();
    }),
  );

  function plan(): void {
    const isWanted = !isStopped && Date.now() - signAt < AWAY_MS && [...watched.values()].some((one) => one.isInView);
    if (!isWanted || timer) return;
    // Asked for between two frames, it comes after what the page had asked for: what a page draws in a frame is there.
    timer = setTimeout(() => requestAnimationFrame(inside.guard(look)), EVERY_MS);
  }

  function look(): void {
    timer = undefined;
    if (isStopped) return;
    for (const one of watched.values()) {
      if (!one.canvas.isConnected) forget(one);
      else if (one.isInView) lookAt(one);
    }
    plan();
  }

  const lookAt = inside.guard((one: Watched) => {
    if (one.isBusy || one.isTainted || !isShown(one.canvas)) return;
    const picture = pictureOf(one);
    if (!picture || picture.hash === one.told) return;
    if (picture.isBlank && isUnreadable(one)) {
      if (one.blanks++ < BLANKS_MAX) requestAnimationFrame(() => !isStopped && lookAt(one));
      else one.blanks = 0;
      return;
    }
    one.blanks = 0;
    one.isBusy = true;
    const finish = inside.guard((encoded: Encoded | undefined) => {
      one.isBusy = false;
      if (!encoded) leaveOut(one, 'canvas-size');
      else if (tell(one, encoded)) one.told = picture.hash;
    });
    picture.encode().then(finish, () => finish(undefined));
  });

  function pictureOf(one: Watched): Picture | undefined {
    try {
      return takePicture(one.canvas);
    } catch {
      one.isTainted = true;
      leaveOut(one, 'canvas-tainted');
      return undefined;
    }
  }

  /** True: it was told, or is not to be. */
  function tell(one: Watched, encoded: Encoded): boolean {
    const id = inside.idOf(one.canvas);
    if (isStopped || id === 0 || !isShown(one.canvas)) return false;
    if (!budget.spend(encoded.base64.length, performance.now())) {
      leaveOut(one, 'canvas-budget');
      return false;
    }
    if (one.left > 0 && performance.now() - one.leftAt > CALM_MS) {
      inside.note(PLUGIN.degraded, { id, rate: 0 });
      one.left = 0;
    }
    one.last = encoded;
    inside.emit(drawn(id, one.canvas, encoded));
    return true;
  }

  /** Said with the first one and then with each power of two: how many there were, and not as often as there were. */
  function leaveOut(one: Watched, why: DegradedReason): void {
    one.left++;
    one.leftAt = performance.now();
    const payload: DegradedPayload = { id: inside.idOf(one.canvas), rate: one.left, why };
    if ((one.left & (one.left - 1)) === 0) inside.note(PLUGIN.degraded, payload);
  }

  const retell = inside.guard(() => {
    for (const one of watched.values()) if (one.last && one.canvas.isConnected) tell(one, one.last);
  });

  function add(id: number): void {
    const canvas = inside.nodeOf(id) as HTMLCanvasElement | null;
    if (!canvas || watched.has(canvas) || watched.size >= CANVASES_MAX) return;
    watched.set(canvas, { canvas, isInView: false, isBusy: false, blanks: 0, left: 0, leftAt: 0, isTainted: false });
    views.observe(canvas);
  }

  function forget({ canvas }: Watched): void {
    watched.delete(canvas);
    views.unobserve(canvas);
  }

  return {
    see(event) {
      for (const tree of treesIn(event)) for (const node of nodesIn(tree)) if (node.tagName === 'canvas') add(node.id);
      if (isVisitors(event)) {
        signAt = Date.now();
        plan();
      }
      // In a snapshot a canvas is empty; and it is not on its way so far.
      if (event.type === EVENT_TYPE.fullSnapshot) queueMicrotask(retell);
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
      views.disconnect();
    },
  };
}

/**
 * Whether nothing can be read of a canvas that may show something: browsers empty what WebGL drew into as soon as it is on the screen.
 * Its context is asked for only once something was in it: before, asking would make one, and the page could have no other.
 */
function isUnreadable({ canvas, last }: Watched): boolean {
  if (!last) return true;
  const gl = (canvas.getContext('webgl2') ?? canvas.getContext('webgl')) as WebGLRenderingContext | null;
  return gl !== null && !gl.getContextAttributes()?.preserveDrawingBuffer;
}

function drawn(id: number, { width, height }: HTMLCanvasElement, { type, base64 }: Encoded): RecordedEvent {
  const blob = { rr_type: 'Blob', data: [{ rr_type: 'ArrayBuffer', base64 }], type };
  const commands = [
    { property: 'clearRect', args: [0, 0, width, height] },
    { property: 'drawImage', args: [{ rr_type: 'ImageBitmap', args: [blob] }, 0, 0, width, height] },
  ];
  return { type: EVENT_TYPE.incremental, timestamp: Date.now(), data: { source: 9, id, type: 0, commands } };
}

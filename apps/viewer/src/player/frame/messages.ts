/**
 * What crosses between the viewer's page and the page of replays. Both ends are ours, and each looks at what comes all the same: what does not
 * look like one of these is not heard. Times are milliseconds since the session's start.
 */

/** To the page of replays. `replay`: its number; `move`: the number of what it is told to do. */
export type ToFrame =
  /** Builds a replay instead of the one before. `startedAt`: epoch milliseconds. */
  | { kind: 'open'; replay: number; startedAt: number }
  /** Events that were not here so far, as JSON of an array, which crosses cheaper than objects. The first of them has the number `first`. */
  | { kind: 'events'; first: number; events: string }
  /** What can be shown from now on: numbers of events in order, as pairs of the first and the one after the last. Others are forgotten. */
  | { kind: 'film'; ranges: number[]; touch: boolean }
  | { kind: 'show'; move: number; at: number }
  | { kind: 'play'; move: number; at: number }
  | { kind: 'pause' }
  | { kind: 'speed'; speed: number }
  | { kind: 'close'; replay: number };

/** From the page of replays. */
export type FromFrame =
  | { kind: 'ready' }
  | { kind: 'opened'; replay: number }
  | { kind: 'refused'; replay: number; why: string }
  /** The frame that was asked for is on the screen. */
  | { kind: 'shown'; replay: number; move: number }
  /** Where a running replay is, with each frame of the browser. */
  | { kind: 'time'; replay: number; move: number; at: number }
  | { kind: 'viewport'; replay: number; width: number; height: number }
  | { kind: 'drift'; replay: number; changes: number }
  | { kind: 'broken'; replay: number; move: number; why: string };

/** What is said of a replay. */
export type FromReplay = Exclude<FromFrame, { kind: 'ready' }>;

type Check = (value: unknown) => boolean;

/** For each kind what it has beside its kind, and of what sort that is. */
type Shapes<M extends { kind: string }> = {
  [K in M['kind']]: Record<Exclude<keyof Extract<M, { kind: K }>, 'kind'>, Check>;
};

const isCount: Check = (value) => Number.isSafeInteger(value) && (value as number) >= 0;
const isNumber: Check = (value) => Number.isFinite(value);
const isText: Check = (value) => typeof value === 'string';
const isYesOrNo: Check = (value) => typeof value === 'boolean';
const areRanges: Check = (value) => Array.isArray(value) && value.length % 2 === 0 && value.every(isCount);

const TO_FRAME: Shapes<ToFrame> = {
  open: { replay: isCount, startedAt: isNumber },
  events: { first: isCount, events: isText },
  film: { ranges: areRanges, touch: isYesOrNo },
  show: { move: isCount, at: isNumber },
  play: { move: isCount, at: isNumber },
  pause: {},
  speed: { speed: (value) => isNumber(value) && (value as number) > 0 },
  close: { replay: isCount },
};

const FROM_FRAME: Shapes<FromFrame> = {
  ready: {},
  opened: { replay: isCount },
  refused: { replay: isCount, why: isText },
  shown: { replay: isCount, move: isCount },
  time: { replay: isCount, move: isCount, at: isNumber },
  viewport: { replay: isCount, width: isNumber, height: isNumber },
  drift: { replay: isCount, changes: isCount },
  broken: { replay: isCount, move: isCount, why: isText },
};

/** The message that this is, undefined where it is none. */
export function toFrame(value: unknown): ToFrame | undefined {
  return fits(value, TO_FRAME) ? (value as ToFrame) : undefined;
}

/** The message that this is, undefined where it is none. */
export function fromFrame(value: unknown): FromFrame | undefined {
  return fits(value, FROM_FRAME) ? (value as FromFrame) : undefined;
}

/** Nothing may be missing, nothing of another sort, and nothing beside it. */
function fits(value: unknown, shapes: Record<string, Record<string, Check>>): boolean {
  if (typeof value !== 'object' || value === null) return false;
  const { kind, ...rest } = value as Record<string, unknown>;
  if (typeof kind !== 'string' || !Object.hasOwn(shapes, kind)) return false;
  const checks = Object.entries(shapes[kind] ?? {});
  return checks.length === Object.keys(rest).length && checks.every(([name, check]) => check(rest[name]));
}

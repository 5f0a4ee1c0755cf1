import type { MirrorNode } from './mirror.ts';
import type { Reaction } from './reactions.ts';

/** After something the visitor did, what changes may be an answer; later than this it changes by itself. */
const STIRRED_MS = 2_000;
/** A page that tells nothing for longer than this was hidden or still; it does not count as watched time. */
const WATCHED_GAP_MS = 5_000;
/** What comes now and then needs at least so much time to say how often. */
const LEAST_MS = 5_000;
/** Changes at one place that make a rhythm. */
const RHYTHM_CHANGES = 4;
/** How far from its rhythm a change may be and still belong to it, as a share of the interval. */
const RHYTHM_SLACK = 0.25;
/** Changes that must have come with nobody near, or the rhythm is that of quick clicks and their answers. */
const RHYTHM_ALONE = 2;
/** Of the ticks that are due in quiet time so many come; after a longer pause than this, in intervals, it has stopped. */
const RHYTHM_SHARE = 0.6;
const RHYTHM_SKIPS = 2.5;

/** One place of the page: the children, one attribute or the text of one element. What only takes a change back is a place of its own. */
interface Place {
  times: number[];
  quiet: number;
  /** Milliseconds between two changes when it ticks, else 0. Computed on first use. */
  rhythm: number;
}

/** How often each place of one document changes without anybody having done anything. */
export class Background {
  readonly #places = new Map<string, Place>();
  /** Changes that take back what came before: a message that goes after some seconds does not make the next one a coincidence. */
  readonly #returns = new Set<Reaction>();
  readonly #watchedMs: number;
  readonly #actions: readonly number[];
  #restless = 0;

  /**
   * @param reactions all changes of the document, in order.
   * @param actions sorted times at which the visitor did something (press, key, scroll) and at which the document came.
   * @param times sorted times of all events of the document: when it was watched.
   */
  constructor(reactions: readonly Reaction[], actions: readonly number[], times: ArrayLike<number>) {
    this.#actions = actions;
    this.#watchedMs = quietTime(actions, times);
    const before = new Map<string, string | null>();
    for (const reaction of reactions) {
      const key = keyOf(reaction);
      const isBack = isReturn(reaction, key, before);
      if (isBack) this.#returns.add(reaction);
      const all = this.#placeAt(key);
      const place = isBack ? this.#placeAt(`${key} back`) : all;
      const isTold = place.times.at(-1) === reaction.at;
      // What ticks also comes back to what it was, in its rhythm; what only goes does so after a time of its own.
      const isTicking = reaction.kind !== 'nodes' || reaction.added.length > 0;
      if (!isTold) place.times.push(reaction.at);
      if (all !== place && isTicking && all.times.at(-1) !== reaction.at) all.times.push(reaction.at);
      if (isTold) continue;
      if (!this.#isQuiet(reaction.at)) continue;
      if (place.quiet === 0) this.#restless++;
      place.quiet++;
    }
  }

  /**
   * How probable it is that this change would have come by chance within `latency` ms, 0..1. 0 for a place that never
   * changes unless somebody acts; 1 for one that only keeps its rhythm. `alone`: how many other places change by themselves says nothing of it.
   */
  chance(reaction: Reaction, latency: number, alone = false): number {
    const place = this.#places.get(this.#keyOf(reaction));
    if (!place) return 0;
    if (reaction.kind !== 'scroll' && this.#ticks(reaction, place)) return 1;
    // A late answer comes when all is quiet again; it may not speak against itself.
    const others = place.quiet - (this.#isQuiet(reaction.at) ? 1 : 0);
    if (others <= 0) return 0;
    const perMs = others / Math.max(this.#watchedMs, alone ? LEAST_MS : 1_000);
    const byChance = 1 - Math.exp(-perMs * Math.max(latency, 20));
    // Many places that change by themselves make one of them likely; one that did so once may have had a reason that nobody saw.
    return others > 1 && !alone ? byChance * Math.max(1, Math.min(this.#restless, 5)) : byChance;
  }

  /** The place also changes by itself: its change right after a click proves less. */
  isRestless(reaction: Reaction): boolean {
    return (this.#places.get(this.#keyOf(reaction))?.quiet ?? 0) >= 2;
  }

  /** Nobody had done anything for a while. */
  #isQuiet(at: number): boolean {
    return at - this.#since(at, 0) > STIRRED_MS;
  }

  /** Time of the last action up to `at`, the first `skip` ones left out. */
  #since(at: number, skip: number): number {
    const index = lowerBound(this.#actions, at + 0.001) - 1;
    return index >= skip ? this.#actions[index]! : Number.NEGATIVE_INFINITY;
  }

  #keyOf(reaction: Reaction): string {
    return this.#returns.has(reaction) ? `${keyOf(reaction)} back` : keyOf(reaction);
  }

  #placeAt(key: string): Place {
    let place = this.#places.get(key);
    if (!place) {
      place = { times: [], quiet: 0, rhythm: -1 };
      this.#places.set(key, place);
    }
    return place;
  }

  #ticks(reaction: Reaction, place: Place): boolean {
    const isGone = reaction.kind === 'nodes' && reaction.added.length === 0;
    return this.#keepsRhythm(isGone ? place : (this.#places.get(keyOf(reaction)) ?? place), reaction.at);
  }

  #keepsRhythm(place: Place, at: number): boolean {
    if (place.rhythm < 0) {
      // That the document came is no action here: what ticks before the first press ticks by itself.
      const alone = place.times.filter((time) => time - this.#since(time, 1) > STIRRED_MS).length;
      place.rhythm = alone >= RHYTHM_ALONE ? rhythmOf(place.times) : 0;
      // What ticks does so all the time that nobody is near; a visitor who goes on every two seconds does not make one.
      if (alone < (RHYTHM_SHARE * this.#watchedMs) / place.rhythm) place.rhythm = 0;
    }
    if (place.rhythm === 0) return false;
    const index = lowerBound(place.times, at);
    const before = index > 0 ? at - place.times[index - 1]! : place.rhythm;
    return before >= place.rhythm * (1 - RHYTHM_SLACK) && before <= place.rhythm * RHYTHM_SKIPS;
  }
}

function keyOf({ kind, node, name }: Reaction): string {
  return `${kind} ${node?.id ?? 0} ${name}`;
}

/** It is as it was before the last change there, or something that had come goes. `before`: what was there before, by place. */
function isReturn(reaction: Reaction, key: string, before: Map<string, string | null>): boolean {
  const { kind, added, removed } = reaction;
  const isRewritten =
    kind === 'nodes' && added.length > 0 && [...added, ...removed].every(({ tag }) => tag === '#text');
  if (kind === 'nodes' && !isRewritten)
    return added.length === 0 && removed.length > 0 && removed.every(({ addedAt }) => addedAt >= 0);
  if (kind !== 'attribute' && kind !== 'text' && !isRewritten) return false;
  const isBack = before.has(key) && before.get(key) === (isRewritten ? textsOf(added) : reaction.after);
  before.set(key, isRewritten ? textsOf(removed) : reaction.before);
  return isBack;
}

function textsOf(nodes: readonly MirrorNode[]): string {
  return nodes.map(({ text }) => text).join('');
}

/** Watched time that lies outside of the visitor's doings. */
function quietTime(actions: readonly number[], times: ArrayLike<number>): number {
  let quiet = 0;
  let next = 0;
  for (let i = 1; i < times.length; i++) {
    const end = times[i]!;
    const start = Math.max(times[i - 1]!, end - WATCHED_GAP_MS);
    while (next < actions.length && actions[next]! <= start) next++;
    const stirredUntil = next > 0 ? actions[next - 1]! + STIRRED_MS : start;
    quiet += Math.max(0, end - Math.max(start, stirredUntil));
  }
  return quiet;
}

/** The interval of a place that ticks: most steps alike. */
function rhythmOf(times: readonly number[]): number {
  if (times.length < RHYTHM_CHANGES) return 0;
  const gaps: number[] = [];
  for (let i = 1; i < times.length; i++) gaps.push(times[i]! - times[i - 1]!);
  const middle = gaps.toSorted((a, b) => a - b)[gaps.length >> 1]!;
  const alike = gaps.filter((gap) => Math.abs(gap - middle) <= Math.max(middle * RHYTHM_SLACK, 25)).length;
  return middle > 0 && alike >= gaps.length * 0.6 ? middle : 0;
}

/** First index whose value is not below `value`. */
export function lowerBound(sorted: ArrayLike<number>, value: number): number {
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (sorted[middle]! < value) low = middle + 1;
    else high = middle;
  }
  return low;
}

import { type Baseline, clicksOf, closest, type Seen, type SeenElement } from '../sight.ts';

const TIMEOUT_MS = 500;
const BEFORE_MS = 100;

/** Attributes whose change Mixpanel's observer asks for; nodes and text count always. */
const WATCHED = new Set(['', 'style', 'class', 'hidden', 'checked', 'selected', 'value', 'display', 'visibility']);
const ALIVE: ReadonlySet<Seen['kind']> = new Set(['input', 'submit', 'scroll', 'selection', 'address']);

/** Tags on which no click is expected to do anything, by Mixpanel's list. */
const INERT = new Set([
  'html',
  'head',
  'meta',
  'title',
  'style',
  'script',
  'body',
  'br',
  'hr',
  'link',
  'base',
  'noscript',
]);

function isAlive(seen: Seen): boolean {
  return seen.kind === 'mutation' ? seen.names.some((name) => WATCHED.has(name)) : ALIVE.has(seen.kind);
}

/**
 * Mixpanel: a click after which, and 100 ms before which, nothing changes until half a second has passed: no change, input, submit,
 * toggle, end of a scroll, hash, selection, nor a mutation of nodes, text or some attributes. Pages without shadow roots of
 * their own are as the observer sees them.
 * Source: https://github.com/mixpanel/mixpanel-js, src/autocapture/deadclick.js. The code looks for the last change before its timer
 * fires, which is here half a second after the click.
 */
export const mixpanel: Baseline = {
  vendor: 'Mixpanel',
  signal: 'dead-click',
  rule: 'nothing changes from 100 ms before to 500 ms after the click',
  source: 'https://github.com/mixpanel/mixpanel-js src/autocapture/deadclick.js',
  find: (sight) =>
    clicksOf(sight)
      .filter(({ at, element }) => isLookedAt(element) && !sight.some((seen) => isAlive(seen) && near(seen.at - at)))
      .map(({ at, element }) => ({ at, until: at, element })),
};

function isLookedAt(element: SeenElement | null): boolean {
  return element !== null && !INERT.has(element.tag) && !closest(element, ({ tag }) => tag === 'head');
}

function near(ms: number): boolean {
  return ms >= -BEFORE_MS && ms <= TIMEOUT_MS;
}

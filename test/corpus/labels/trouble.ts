import type { PageEntry } from '../visit.ts';
import { type Found, type Logs, related } from './log.ts';

/** "Within a moment": so soon that nobody doubts what caused it; up to DOUBT honest observers argue. */
const MOMENT = 1000;
const DOUBT = 3000;

/** Up to then a request of the press is known to be its own, and whether the click still "failed" is a matter of words. */
const LATE = 15_000;

/** Presses of one place this soon after one another are one trial, as they are of a dead click. */
const AGAIN = 2500;

/** Code that is not the page's: an extension's, the recorder's own. */
const FOREIGN = /^(chrome|moz|safari-web)-extension:|\/falter\.\w+\.js|rrwebRecord/;

/** A rejection is told with its stack. It is the page's own, if any of its lines is: a page that calls what another has wrapped. */
function isForeign(source: unknown): boolean {
  const lines = String(source).split('\n');
  const places = lines.filter((line) => /:\/\//.test(line));
  return (places.length > 0 ? places : lines).every((line) => FOREIGN.test(line));
}

/** What a page does beside what it says of it, in milliseconds. */
const BESIDE = 600;

/** The same message again within this time is told once. */
const SAME = 1500;

/** The page's code threw and nobody caught it. */
export function jsErrors({ page }: Logs): Found[] {
  const last = new Map<string, number>();
  return page.flatMap((entry) => {
    const { what, at, text = '', source } = entry;
    if (what !== 'error' || isForeign(source) || /^ResizeObserver loop/.test(text)) return [];
    const again = at - (last.get(text) ?? Number.NEGATIVE_INFINITY) < SAME;
    last.set(text, at);
    return again ? [] : [{ kind: 'js-error', at, until: at, sure: true, why: `uncaught: ${text}` }];
  });
}

/** A request that the visitor's work depended on failed. */
export function failedRequests({ page }: Logs): Found[] {
  return page.flatMap(({ what, at, text, ok, mattered, status, target }) => {
    if (what !== 'requested' || ok || (!mattered && !isRefusal(status))) return [];
    // An answer of the kind "not like this" is the page at work: whether the request failed is a matter of words.
    const sure = status === 0 || Number(status) >= 500;
    return [
      {
        kind: 'failed-request',
        at,
        until: at,
        sure,
        why: `${text} ended with ${status || 'no answer'}`,
        ...(target && { target }),
      },
    ];
  });
}

/** An answer of the kind "not like this": the page may have reckoned with it. */
function isRefusal(status: unknown): boolean {
  return Number(status) >= 400 && Number(status) < 500;
}

/** A click made the page fail within a moment. */
export function errorClicks({ page }: Logs): Found[] {
  const presses = page.filter(({ what }) => what === 'pressed');
  const told = new Set<PageEntry>();
  let last: PageEntry | undefined;
  return page.flatMap((failure) => {
    const longest = failure.what === 'requested' ? LATE : failure.what === 'error' ? MOMENT : DOUBT + MOMENT;
    const press = presses.findLast(
      (one) => one.at <= failure.at && failure.at - one.at < longest && failedBy(one, failure),
    );
    if (!press || told.has(press)) return [];
    told.add(press);
    // Presses of one place that follow each other are one trial.
    const before = last;
    last = press;
    if (before?.target === press.target && press.at - before!.at < AGAIN) return [];
    const after = failure.at - press.at;
    const refusal = failure.what === 'requested' && Number(failure.status) < 500 && failure.status !== 0;
    const why = `${failure.what} ${failure.text}, ${after} ms after the click`;
    return [
      {
        kind: 'error-click',
        at: press.at,
        until: failure.at,
        target: press.target!,
        sure: after <= MOMENT && !refusal && failure.what !== 'error',
        why,
      },
    ];
  });
}

function failedBy(press: PageEntry, entry: PageEntry): boolean {
  // Thrown by what a handler had begun: the page does not say by which, the moment does.
  if (entry.what === 'error') return !isForeign(entry.source);
  if (entry.what === 'threw')
    return entry.type !== 'input' && (related(press.target, entry.target) || entry.type === 'submit');
  return (
    entry.what === 'requested' &&
    !entry.ok &&
    (Boolean(entry.mattered) || isRefusal(entry.status)) &&
    related(press.target, entry.target)
  );
}

/** What the page says stands there with the same words already, and nothing moves: nothing appeared. */
function standsAlready({ at, text, target }: PageEntry, page: readonly PageEntry[]): boolean {
  const before = page.findLast((one) => one.what === 'complained' && one.at < at && one.target === target);
  const moved = page.some(({ what, at: then }) => what === 'changed' && then > at - BESIDE && then < at + BESIDE);
  return before?.text === text && !moved;
}

/** The page showed an error because of what the person did. */
export function errorMessages({ page }: Logs): Found[] {
  const told: Found[] = [];
  for (const entry of page) {
    const { what, at, text, target } = entry;
    if (what !== 'complained' && what !== 'invalid') continue;
    const last = told.at(-1);
    // Several fields that complain at once are one refusal to whoever reads it.
    if (last && at - last.until < 300) last.until = at;
    // The browser's own bubble is drawn by nobody in a page.
    else
      told.push({
        kind: 'error-message',
        at,
        until: at,
        sure: what === 'complained' && !standsAlready(entry, page),
        why: `"${text}"`,
        ...(target && { target }),
      });
  }
  return told;
}

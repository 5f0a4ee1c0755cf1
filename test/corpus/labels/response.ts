import type { PageEntry } from '../visit.ts';
import { type Found, isAct, isNoticeable, isWithin, type Logs, related, withGoing } from './log.ts';

/** Later than this is slow; from EARLY to LATE honest observers with a watch in the hand argue. */
const EARLY = 2500;
const LATE = 3300;

/** What the driver calls going to another document by other ways than the page's. It is written when it began. */
const WENT = new Set(['went to', 'went back', 'reloaded']);

/** Nobody waits longer than this for a click to do something. */
const PATIENCE = 10_000;

/** Somebody who goes on sooner than this did not wait for an answer. */
const HASTE = 900;

/** Presses of one place that follow each other within this time are one trial. */
const AGAIN = 2500;

/** A press, or several of the same place, and what came of it. */
interface Trial {
  first: PageEntry;
  last: PageEntry;
  answer: PageEntry | undefined;
  /** When the person turned to something else, or gave up waiting. */
  until: number;
}

/** Every press of something that looks as if it could be clicked. */
function trialsOf(logs: Logs): Trial[] {
  const page = withGoing(logs);
  const bare = page.filter(({ what }) => what === 'nothing-bound').map(({ target }) => target);
  const inviting = ({ what, looks, target }: PageEntry) =>
    what === 'pressed' && (looks === 'clickable' || (looks === 'plain' && bare.some((one) => isWithin(target, one))));
  const trials: Trial[] = [];
  for (const [n, first] of page.entries()) {
    if (!inviting(first) || trials.some((one) => n <= page.indexOf(one.last) && one.first.target === first.target))
      continue;
    trials.push(follow(page, n));
  }
  return trials;
}

/** Of what goes by `hidden` or `open` the observer sees nothing: what its author says that it closes, it closes. */
function isClosing({ what, target, text }: PageEntry, first: PageEntry): boolean {
  return what === 'ran' && /^clos/.test(text ?? '') && related(target, first.target);
}

function follow(page: readonly PageEntry[], from: number): Trial {
  const first = page[from]!;
  let last = first;
  for (const entry of page.slice(from + 1)) {
    const again = entry.what === 'pressed' && entry.target === first.target && entry.at - last.at < AGAIN;
    if (again) last = entry;
    else if (isNoticeable(entry) || isClosing(entry, first)) return { first, last, answer: entry, until: entry.at };
    else if (isAct(entry) || entry.what === 'left') {
      // A page that is left is answered by the next one.
      if (entry.what !== 'left') return { first, last, answer: undefined, until: entry.at };
    } else if (entry.at - last.at > PATIENCE) break;
  }
  return { first, last, answer: undefined, until: Math.min(last.at + PATIENCE, page.at(-1)?.at ?? last.at) };
}

/** Clicked something that looked clickable, and nothing that they could notice came of it. */
export function deadClicks(logs: Logs): Found[] {
  return trialsOf(logs).flatMap(({ first, last, answer, until }) => {
    const waited = until - last.at;
    if (answer && answer.at - first.at < PATIENCE && !leads(first, answer, logs)) {
      // What came late came of something else when no handler of the place ran.
      if (answer.at - last.at < HASTE) return [];
    } else if (answer) return [];
    // That a picture or a plain text invites a click only its author says.
    const sure = waited >= HASTE && first.looks === 'clickable';
    const why = `pressed, and nothing to be seen for ${waited} ms`;
    return [{ kind: 'dead-click', at: first.at, until: last.at, target: first.target!, sure, why }];
  });
}

/** The person acted, and the first thing that they could notice came only after more than three seconds. */
export function slowResponses(logs: Logs): Found[] {
  return trialsOf(logs).flatMap(({ first, answer }) => {
    if (!answer || !leads(first, answer, logs)) return [];
    const after = answer.at - first.at;
    if (after < EARLY) return [];
    // A browser shows by itself that a document is on its way.
    const sure = after > LATE && answer.what !== 'document';
    return [
      {
        kind: 'slow-response',
        at: first.at,
        until: answer.at,
        target: first.target!,
        sure,
        why: `the first change came after ${after} ms`,
      },
    ];
  });
}

/** Whether the answer came of this press: soon after it, or a handler of the place had run. */
function leads(first: PageEntry, answer: PageEntry, { page, driver }: Logs): boolean {
  if (answer.at - first.at < HASTE) return true;
  // Somebody who types an address, goes back or loads anew has given up on what was pressed.
  // So has who ends the visit: a blank page comes then.
  const wentThere =
    answer.path === 'blank' || driver.some(({ did, at }) => WENT.has(did) && at > first.at && at <= answer.at);
  if (answer.what === 'document') return !wentThere;
  return page.some(
    ({ what, at, target }) =>
      /^(ran|requested|threw)$/.test(what) && at >= first.at && at <= answer.at + 50 && related(target, first.target),
  );
}

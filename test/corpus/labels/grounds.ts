import type { Kind, PageEntry } from '../visit.ts';
import { between, isNoticeable, type Logs } from './log.ts';

/** A stretch of time of which the driver says that somebody went through something. */
export interface Stretch {
  at: number;
  until: number;
}

/** Looks into the page's log for what the driver says. Answers the ground in words, the narrower time and place; undefined: there is none. */
export type Ground = (
  stretch: Stretch,
  logs: Logs,
) => { why: string; at: number; until: number; target?: string } | undefined;

const SAME_PLACE = 30;
const HURRY = 1200;

const number = (value: unknown): number => Number(value) || 0;

/** The person hammered one place, since nothing answered. */
const hammered: Ground = ({ at, until }, { page }) => {
  const presses = between(page, at, until).filter(({ what }) => what === 'pressed');
  let best: PageEntry[] = [];
  for (const [n, first] of presses.entries()) {
    const burst = [first];
    for (const next of presses.slice(n + 1)) {
      const near = Math.hypot(number(next.x) - number(first.x), number(next.y) - number(first.y)) < SAME_PLACE;
      if (!near || next.at - burst.at(-1)!.at > HURRY) break;
      burst.push(next);
    }
    if (burst.length > best.length) best = burst;
  }
  if (best.length < 3) return;
  const [first, last] = [best[0]!, best.at(-1)!];
  const answers = between(page, first.at, last.at).filter(
    (entry) => isNoticeable(entry) && entry.what !== 'complained',
  );
  if (answers.length > best.length / 3) return;
  const why = `${best.length} presses of one place, ${answers.length} answers`;
  return { why, at: first.at, until: last.at, target: first.target! };
};

/** Something was put into a form, and it was left without being sent or saved. */
const leftForm: Ground = ({ at, until }, { page }) => {
  const inputs = between(page, at, until).filter(({ what, form }) => what === 'input' && form);
  const [first] = inputs;
  if (!first) return;
  const over = page.find(
    ({ what, target, at: then }) => /^(sent|saved)$/.test(what) && target === first.form && then > first.at,
  );
  const leaving = page.find(({ what, at: then }) => /^(left|route)$/.test(what) && then >= inputs.at(-1)!.at);
  if (over || !leaving) return;
  const why = `${inputs.length} changes of its fields, then ${leaving.what}, never sent`;
  return { why, at: first.at, until: leaving.at, target: String(first.form) };
};

/** Trouble with one field: it was come back to, or much of it deleted, or thought about for long. */
const fieldTrouble: Ground = ({ at, until }, { page }) => {
  const all = between(page, at, until);
  const byField = Map.groupBy(
    all.filter(({ what }) => /^(input|focused|left-field)$/.test(what)),
    ({ target }) => target,
  );
  for (const [target, own] of byField) {
    const deleted = own.filter(({ what, text }) => what === 'input' && text?.startsWith('delete')).length;
    const comings = own.filter(({ what }) => what === 'focused').length;
    const edits = own.filter(({ what }) => what === 'input').length;
    const longest = own.slice(1).reduce((most, entry, n) => Math.max(most, entry.at - own[n]!.at), 0);
    const span = { at: own[0]!.at, until: own.at(-1)!.at, ...(target && { target }) };
    if (comings >= 3 && edits > 0) return { why: `came back to it ${comings} times`, ...span };
    if (deleted >= 8) return { why: `${deleted} deletions`, ...span };
    if (longest > 10_000) return { why: `${longest} ms before it`, ...span };
  }
};

/** Where the visitor was, one after another; a page that is loaded again is there twice. */
function stationsOf(all: readonly PageEntry[]): { path: string; at: number }[] {
  const stations = all.filter(({ what }) => what === 'document' || what === 'route');
  return stations.map(({ what, path, text, at }) => ({ path: what === 'route' ? (text ?? path) : path, at }));
}

const SHORT_STAY = 8000;

/** Opened a page and was back soon. */
const soonBack: Ground = ({ at, until }, { page }) => {
  const stations = stationsOf(between(page, at - 60_000, until));
  for (const [n, there] of stations.entries()) {
    const back = stations[n + 1];
    if (n === 0 || !back || there.at < at || back.path !== stations[n - 1]?.path || back.path === there.path) continue;
    if (back.at - there.at < SHORT_STAY)
      return { why: `${there.path} for ${back.at - there.at} ms`, at: there.at, until: back.at };
  }
};

/** The same pages three times and more, and nothing sent in between. */
const circles: Ground = ({ at, until }, { page }) => {
  const all = between(page, at, until);
  if (all.some(({ what }) => what === 'sent')) return;
  const byPath = Map.groupBy(stationsOf(all), ({ path }) => path);
  for (const [path, comings] of byPath) {
    if (comings.length >= 3)
      return { why: `${path} ${comings.length} times`, at: comings[0]!.at, until: comings.at(-1)!.at };
  }
};

/** Far up and down, turning more than once, and nothing was found. */
const upAndDown: Ground = ({ at, until }, { page }) => {
  const scrolls = between(page, at, until).filter(({ what }) => what === 'scrolled');
  const steps = scrolls
    .slice(1)
    .map(({ top }, n) => number(top) - number(scrolls[n]!.top))
    .filter((step) => step !== 0);
  const way = steps.reduce((sum, step) => sum + Math.abs(step), 0);
  const turns = steps.filter((step, n) => n > 0 && Math.sign(step) !== Math.sign(steps[n - 1]!)).length;
  if (way < 2500 || turns < 2) return;
  return { why: `${way} px with ${turns} turns`, at: scrolls[0]!.at, until: scrolls.at(-1)!.at };
};

/** The mouse to and fro, no button held. */
const shaken: Ground = ({ at, until }, { page }) => {
  const moves = between(page, at, until + 600).filter(({ what, pressed }) => what === 'moved' && !pressed);
  const turns = moves.reduce((sum, move) => sum + number(move.turns), 0);
  const length = moves.reduce((sum, move) => sum + number(move.length), 0);
  if (turns < 6 || length < 1200) return;
  return { why: `${length} px with ${turns} turns`, at, until };
};

/** Kinds that only the person knows of: the driver says it, and these look whether the page's log bears it out. */
export const GROUNDS: Partial<Record<Kind, Ground>> = {
  'rage-click': hammered,
  'form-abandonment': leftForm,
  'field-struggle': fieldTrouble,
  'quick-back': soonBack,
  'page-loop': circles,
  'excessive-scroll': upAndDown,
  'thrashed-cursor': shaken,
};

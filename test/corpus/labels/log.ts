import type { DriverEntry, Label, PageEntry } from '../visit.ts';

export interface Logs {
  driver: readonly DriverEntry[];
  page: readonly PageEntry[];
}

/** A label as a rule finds it: nothing but positives. */
export type Found = Omit<Label, 'verdict' | 'widget'>;

/** What a person before the screen notices, whoever caused it. */
const NOTICEABLE = new Set([
  'changed',
  'showed',
  'complained',
  'field-changed',
  'input',
  'selected',
  'scrolled',
  'dialog',
  'document',
  'opened-tab',
  'downloaded',
]);

/** Whoever turns the wheel takes what moves for their own doing. */
export const isNoticeable = ({ what, byHand }: PageEntry): boolean => NOTICEABLE.has(what) && !byHand;

/** What a person does by their own will. */
const ACTS = new Set(['pressed', 'input', 'key', 'went']);

const GOING = /^(went to|went back|reloaded)$/;

/** The page's log, with the moments at which the driver went elsewhere by the browser's own means, which no page sees. */
export function withGoing({ page, driver }: Logs): PageEntry[] {
  const going = driver
    .filter(({ did }) => GOING.test(did))
    .map(({ at, tab }): PageEntry => ({ at, tab, path: '', what: 'went' }));
  return [...page, ...going].toSorted((a, b) => a.at - b.at);
}

export const isAct = ({ what }: PageEntry): boolean => ACTS.has(what);

/** Whether one selector is the other, or leads to something inside of it. */
export function isWithin(inner: string | undefined, outer: string | undefined): boolean {
  if (!inner || !outer) return false;
  return inner === outer || inner.startsWith(`${outer} > `) || inner.startsWith(`${outer} >>> `);
}

export const related = (a: string | undefined, b: string | undefined): boolean => isWithin(a, b) || isWithin(b, a);

export function between<T extends { at: number }>(entries: readonly T[], from: number, until: number): T[] {
  return entries.filter(({ at }) => at >= from && at <= until);
}

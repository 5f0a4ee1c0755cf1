import type { Label, PageEntry, Visit } from '../../corpus/visit.ts';
import { NEEDS_SNIPPET } from './judges.ts';
import type { Stretch } from './match.ts';

/** The clock of a page and of its recorder, and a page that is told of as it is left. */
const SLACK_MS = 1500;
/** After a click an answer to it is looked for this long. */
const ANSWER_MS = 3000;

/** Signals of which a recording must hold the pages: how often the one that the label names. */
const PAGES: Readonly<Record<string, number>> = { 'quick-back': 1, 'page-loop': 3 };

const SEEN = new Set(['changed', 'field-changed', 'document', 'opened-tab', 'downloaded', 'selected', 'complained']);

/**
 * Whether a recording holds what anybody would need to find this label, whatever their rule: plain rrweb tells nothing of errors, requests,
 * vitals and of routes without a document, and a page may be gone before the snippet had begun there.
 */
export function isRecorded({ recorder, tabs }: Visit, { kind, why, at, until }: Label): boolean {
  if (recorder === 'rrweb' && NEEDS_SNIPPET.has(kind)) return false;
  const least = PAGES[kind];
  if (least === undefined) return true;
  const path = why.split(' ', 1)[0]!;
  const arrivals = tabs
    .flatMap(({ events }) => events)
    .filter(({ timestamp }) => timestamp >= at - SLACK_MS && timestamp <= until + SLACK_MS)
    .flatMap(({ data }) => addressIn((data ?? {}) as Record<string, unknown>) ?? []);
  return arrivals.filter((address) => pathOf(address) === path).length >= least;
}

function addressIn({ href, payload }: Record<string, unknown>): string | undefined {
  if (typeof href === 'string') return href;
  const to = (payload as { to?: unknown } | undefined)?.to;
  return typeof to === 'string' ? to : undefined;
}

function pathOf(address: string): string {
  const { pathname, hash } = new URL(address, 'http://site');
  return hash.startsWith('#/') ? pathname + hash : pathname;
}

/**
 * Whether a click was answered by nothing but what plain rrweb does not record: a drawing on a canvas, a style that CSS alone gives, a dialog
 * of the browser (a browser with a window loses the focus to it, one without does not).
 */
export function isAnsweredUnseen({ recorder, page }: Visit, { at, until }: Stretch): boolean {
  if (recorder !== 'rrweb') return false;
  const after = page.filter((entry: PageEntry) => entry.at >= at - 300 && entry.at <= until + ANSWER_MS);
  return after.some(({ what }) => /^(?:showed|dialog)$/.test(what)) && !after.some(({ what }) => SEEN.has(what));
}

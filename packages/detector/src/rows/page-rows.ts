import { EVENT_TYPE, type PageView, PLUGIN, type RecordedEvent } from '@falter/wire';
import { toRaw, toText } from '../timeline/raw.ts';
import type { Timeline } from '../timeline/steps.ts';
import type { Came } from '../timeline/trail.ts';
import type { ViewStep } from '../timeline/view-steps.ts';
import { speakable } from '../timeline/wording.ts';
import { type Draft, took, URL_MAX } from './row.ts';

/** Hiding and leaving are two events of one thing when they are this near. */
const LEAVING_MS = 200;

const WENT: Readonly<Record<Came, string>> = {
  opened: 'opened',
  link: 'went to',
  back: 'went back to',
  forward: 'went forward to',
  reload: 'reloaded',
  replaced: 'went on to',
};

/** The pages that a tab showed. */
export function pageRows({ tab, steps, pages }: Pick<Timeline, 'tab' | 'steps' | 'pages'>): Draft[] {
  const views = steps.filter((step): step is ViewStep => step.kind === 'view');
  return views.map(({ at, until, view, url, came, shownMs }): Draft => {
    const { title = '', vitals } = pages[view] ?? ({} as Partial<PageView>);
    const page = { url: url.slice(0, URL_MAX), title, shownMs, ...(vitals && { vitals }) };
    return { kind: 'page', tab, at, until, text: `${WENT[came]} ${pathOf(url)}`, page };
  });
}

/** When a tab was looked away from, looked at again, and left for good. A page that another one follows is told by that. */
export function lookRows(tab: string, events: readonly RecordedEvent[]): Draft[] {
  const states = events.flatMap(({ type, timestamp: at, data }) => {
    if (type !== EVENT_TYPE.plugin || toRaw(data).plugin !== PLUGIN.visibility) return [];
    return [{ at, state: toText(toRaw(toRaw(data).payload).state) }];
  });
  const rows: Draft[] = [];
  let hiddenAt = Number.NaN;
  const last = states.at(-1);
  for (const [n, { at, state }] of states.entries()) {
    const next = states[n + 1];
    const leaves = state === 'left' || (next?.state === 'left' && next.at - at <= LEAVING_MS);
    if (leaves) hiddenAt = Number.NaN;
    else if (state === 'hidden' && Number.isNaN(hiddenAt)) {
      hiddenAt = at;
      rows.push({ kind: 'away', tab, at, until: at, text: 'looked away from this tab' });
    } else if (state === 'visible' && !Number.isNaN(hiddenAt)) {
      const text = `came back to this tab after ${took(at - hiddenAt)}`;
      rows.push({ kind: 'back', tab, at, until: at, text });
      hiddenAt = Number.NaN;
    }
  }
  const isGone = last?.state === 'left' && !events.some(({ timestamp }) => timestamp > last.at + LEAVING_MS);
  if (isGone) rows.push({ kind: 'gone', tab, at: last.at, until: last.at, text: 'left the page' });
  return rows;
}

function pathOf(url: string): string {
  const [, host = '', path = ''] = /^https?:\/\/([^/?#]*)(.*)$/s.exec(url) ?? [];
  return speakable(path || host || url, 120) || 'an unknown page';
}

import type { SessionDetail } from '@falter/wire';
import { printable } from './printable.ts';
import { UsageError } from './usage-error.ts';

/** A tab by the number that the viewer shows, from 1 on, and by its id. */
export interface ChosenTab {
  number: number;
  id: string;
}

interface Choice {
  /** Number or id; undefined: nobody chose. */
  wanted: string | undefined;
  /** Several may be taken: each gets a file of its own. */
  each: boolean;
}

/** Which tabs of a session are exported. @throws UsageError that lists the tabs where it is not clear which is meant */
export function chooseTabs(session: SessionDetail, { wanted, each }: Choice): ChosenTab[] {
  const tabs = session.tabs.map(({ id }, index) => ({ number: index + 1, id }));
  if (tabs.length === 0) throw new Error('[falter] this session has no recording, or no longer.');
  if (wanted === undefined) {
    if (each || tabs.length === 1) return tabs;
    const advice = 'Choose one, or give --out for a file each';
    throw new UsageError(`this session has ${tabs.length} tabs. ${advice}:\n${listTabs(session)}`);
  }
  const chosen = tabs.find(({ id }) => id === wanted) ?? tabs.find(({ number }) => String(number) === wanted);
  if (chosen) return [chosen];
  throw new UsageError(`this session has no tab "${wanted}". Choose one of these:\n${listTabs(session)}`);
}

/** `  --tab 2  40 events  2026-11-21 10:01:05 UTC  https://shop.example/cart`: number, size, and how it began. */
function listTabs(session: SessionDetail): string {
  const rows = session.tabs.map(({ id, events }, index) => {
    const first = session.pageViews.find(({ tab }) => tab === id);
    const began = first ? `${timeOf(session, first.at)}  ${printable(first.url)}` : 'no page';
    return { number: `--tab ${index + 1}`, size: `${events} ${events === 1 ? 'event' : 'events'}`, began };
  });
  const numbers = Math.max(...rows.map(({ number }) => number.length));
  const sizes = Math.max(...rows.map(({ size }) => size.length));
  return rows
    .map(({ number, size, began }) => `  ${number.padEnd(numbers)}  ${size.padEnd(sizes)}  ${began}`)
    .join('\n');
}

/** `at` in milliseconds since the start of the session. */
function timeOf({ startedAt }: SessionDetail, at: number): string {
  const time = new Date(Date.parse(startedAt) + at);
  return time
    .toISOString()
    .replace('T', ' ')
    .replace(/\.\d+Z$/, ' UTC');
}

import type { DetectingFacts, Health, RecordingFacts, StoringFacts } from '@falter/wire';
import { absolute, duration, relative } from '../words/time.ts';
import type { PartName } from './parts.ts';

/** A line of facts; `title` is the same in full. */
export interface Fact {
  label: string;
  text: string;
  title?: string;
}

/** Never 0 and never empty: nobody could find out. */
const UNKNOWN = 'unknown';

/** Known, and there was none. */
const NONE = 'none yet';

/** The facts of a part in the order and the words of the page. `now` in epoch milliseconds. */
export function factsOf(health: Health, part: PartName, now: number): Fact[] {
  if (part === 'recording') return recording(health.recording.facts, now);
  return part === 'detecting' ? detecting(health.detecting.facts, now) : storing(health.storing.facts, now);
}

function recording(facts: RecordingFacts, now: number): Fact[] {
  return [
    ago('Last batch stored', facts.lastBatchAt, now, facts.storedLastHour !== null),
    fetched(facts, now),
    { label: 'Batches, last hour', text: outOf(facts.storedLastHour, facts.refusedLastHour) },
    { label: 'Batches, last 24 hours', text: outOf(facts.storedLastDay, facts.refusedLastDay) },
  ];
}

/** Of a script one knows a day only: what was fetched before that is not told apart from what never was. */
function fetched({ lastScriptAt, storedLastHour }: RecordingFacts, now: number): Fact {
  const fact = ago('Snippet last fetched by a page', lastScriptAt, now);
  return lastScriptAt === null && storedLastHour !== null ? { ...fact, text: 'not in the last 24 hours' } : fact;
}

function detecting(facts: DetectingFacts, now: number): Fact[] {
  return [
    ago('Last sign of life', facts.lastBeatAt, now),
    { label: 'Behind by', text: facts.behindMs === null ? UNKNOWN : duration(facts.behindMs) },
    { label: 'Sessions that wait', text: number(facts.waitingSessions) },
    { label: 'Sessions that cannot be looked at', text: number(facts.failingSessions) },
  ];
}

function storing(facts: StoringFacts, now: number): Fact[] {
  const { meanInsertMs, slowestInsertMs } = facts;
  const answers = facts.keptBatches !== null;
  const none = answers ? 'no batch in the last hour' : UNKNOWN;
  const time =
    meanInsertMs === null || slowestInsertMs === null
      ? none
      : `${duration(meanInsertMs)} on average, ${duration(slowestInsertMs)} at most`;
  const { freeBytes, totalBytes } = facts;
  const room = freeBytes === null || totalBytes === null ? UNKNOWN : `${bytes(freeBytes)} of ${bytes(totalBytes)}`;
  return [
    { label: 'Free on the disk', text: room },
    {
      label: 'Kept',
      text: facts.keptBytes === null ? UNKNOWN : `${bytes(facts.keptBytes)}, ${number(facts.keptBatches)} batches`,
    },
    ago('Oldest recording', facts.oldestRecordingAt, now, facts.keptBatches === 0),
    { label: 'From the page to the disk', text: time },
    { label: 'Damaged parts', text: number(facts.damagedParts) },
  ];
}

/** How long ago; where there is no time, whether it is known that there was none. */
function ago(label: string, at: string | null, now: number, none = false): Fact {
  if (at === null) return { label, text: none ? NONE : UNKNOWN };
  return { label, text: relative(Date.parse(at), now), title: absolute(Date.parse(at)) };
}

function number(value: number | null): string {
  return value === null ? UNKNOWN : value.toLocaleString('en');
}

/** `12 stored, 3 refused`. */
function outOf(stored: number | null, refused: number | null): string {
  return stored === null || refused === null ? UNKNOWN : `${number(stored)} stored, ${number(refused)} refused`;
}

/** In units of 10^9 and 10^6, as disks are sold. */
export function bytes(value: number): string {
  if (value >= 1e9) return `${(value / 1e9).toFixed(value < 1e10 ? 1 : 0)} GB`;
  if (value >= 1e6) return `${(value / 1e6).toFixed(value < 1e7 ? 1 : 0)} MB`;
  return `${Math.ceil(value / 1e3)} kB`;
}

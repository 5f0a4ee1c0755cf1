import type { PartRow } from '@falter/wire';

/** Lines in one part: few enough that every recording of a test has several. */
export const PART_LINES = 8;

const ACTIONS = new Set([1, 2, 3, 4, 5, 6, 12, 14]);

interface Outlined {
  type?: unknown;
  timestamp?: unknown;
  data?: { source?: number; plugin?: unknown };
}

/** The lines of a recording, as many to a part as the store might have got. */
export function partsOf(lines: readonly string[], each: number = PART_LINES): string[][] {
  const parts: string[][] = [];
  for (let first = 0; first < lines.length; first += each) parts.push(lines.slice(first, first + each));
  return parts;
}

/** The map of a recording, as the API tells it. */
export function mapOf(lines: readonly string[], each: number = PART_LINES): PartRow[] {
  return partsOf(lines, each).map(rowOf);
}

function rowOf(lines: string[], seq: number): PartRow {
  const events = lines.map(eventIn);
  const times = events
    .flatMap(({ timestamp }) => (isTime(timestamp) ? Math.trunc(timestamp) : []))
    .sort((a, b) => a - b);
  const middle = times[Math.floor((times.length - 1) / 2)] ?? 0;
  const sane = times.filter((time) => Math.abs(time - middle) < 172_800_000);
  const from = sane[0] ?? 0;
  const until = sane.at(-1) ?? 0;
  const first = events.findIndex(({ type }) => type === 2);
  const acts = events.flatMap(({ type, timestamp, data }) =>
    type === 3 && ACTIONS.has(data?.source ?? -1) && isTime(timestamp) && timestamp <= until
      ? Math.trunc(timestamp)
      : [],
  );
  return {
    ...{ seq, events: lines.length, bytes: lines.join('\n').length, from, until },
    snapshots: events.flatMap(({ type, timestamp }) => (type === 2 && isTime(timestamp) ? Math.trunc(timestamp) : [])),
    before: events.slice(0, first < 0 ? undefined : first).filter((event) => isBefore(event, events[first])).length,
    acts: stretchesOf(acts.sort((a, b) => a - b)),
    told: lines.filter((_, index) => /^falter\/(?:asset|page)@1$/.test(String(events[index]?.data?.plugin))),
  };
}

function stretchesOf(times: number[]): PartRow['acts'] {
  const stretches: PartRow['acts'] = [];
  for (const time of times) {
    const last = stretches.at(-1);
    if (last === undefined || time - last[1] > 1_000) stretches.push([time, time, 1]);
    else {
      last[1] = time;
      last[2]++;
    }
  }
  return stretches;
}

function isBefore({ type, timestamp }: Outlined, snapshot: Outlined | undefined): boolean {
  return type === 3 && (snapshot === undefined || Number(timestamp) < Number(snapshot.timestamp));
}

function eventIn(line: string): Outlined {
  try {
    return (JSON.parse(line) ?? {}) as Outlined;
  } catch {
    return {};
  }
}

function isTime(value: unknown): value is number {
  return typeof value === 'number' && value > 0;
}

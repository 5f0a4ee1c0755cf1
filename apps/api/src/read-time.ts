import { START } from '@falter/store';

/** A date, or a date and a time with an optional zone. A space before the zone is a `+` that was not URL-encoded. */
const ISO = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?)(Z|[+ -]\d\d:\d\d)?)?$/;

/** Milliseconds that a Date can hold, either way (ECMA-262, time values). */
const DATE_MAX = 8.64e15;

/**
 * Epoch milliseconds of an ISO 8601 time (UTC where it names no zone) or of a whole number of milliseconds; undefined
 * when it is neither. Times before 1970 or behind what the store can hold are moved to that end: no session is there.
 */
export function readTime(text: string): number | undefined {
  const epochMs = /^-?\d{1,16}$/.test(text) ? Number(text) : readIso(text);
  if (!(Math.abs(epochMs) <= DATE_MAX)) return undefined;
  return Math.min(Math.max(epochMs, 0), START.beforeAt);
}

function readIso(text: string): number {
  const [, date, time, zone = 'Z'] = ISO.exec(text) ?? [];
  if (date === undefined) return Number.NaN;
  return Date.parse(`${date}T${time ?? '00:00'}${zone.replace(' ', '+')}`);
}

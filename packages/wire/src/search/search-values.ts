const UNITS_MS: Readonly<Record<string, number>> = {
  ms: 1,
  s: 1_000,
  m: 60_000,
  min: 60_000,
  h: 3_600_000,
  d: 86_400_000,
  w: 7 * 86_400_000,
};

/** Milliseconds of `90s`, `2m`, `1.5h`, `7d`; a number alone is seconds. Undefined where it is no span of time. */
export function readSpan(text: string): number | undefined {
  const [, number, unit = 's'] = /^(\d{1,9}(?:\.\d{1,3})?)(ms|s|min|m|h|d|w)?$/i.exec(text) ?? [];
  return number === undefined ? undefined : Math.round(Number(number) * (UNITS_MS[unit.toLowerCase()] ?? 0));
}

/** A number as people write it, not negative. Undefined where it is none. */
export function readNumber(text: string): number | undefined {
  return /^\d{1,9}(\.\d{1,3})?$/.test(text) ? Number(text) : undefined;
}

/** The clock by which a time without a zone is read. */
export interface Clock {
  /** Epoch milliseconds. */
  now: number;
  /** A day begins at the reader's midnight, or at that of UTC. */
  zone: 'local' | 'utc';
}

/** Epoch milliseconds of a day, `2026-11-01`, of a time, `2026-11-01T10:30`, or of so long ago, `7d`. Undefined where it is none. */
export function readSearchTime(text: string, { now, zone }: Clock): number | undefined {
  const [, date, time = 'T00:00', offset = zone === 'utc' ? 'Z' : ''] =
    /^(\d{4}-\d\d-\d\d)(T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?)?(Z|[+-]\d\d:\d\d)?$/i.exec(text) ?? [];
  if (date === undefined) {
    const ago = /\d[a-z]+$/i.test(text) ? readSpan(text) : undefined;
    return ago === undefined ? undefined : now - ago;
  }
  const moment = Date.parse(date + time + offset);
  return Number.isNaN(moment) ? undefined : moment;
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

/** A position on a session's clock: `0:07`, `12:03`, `1:02:03`. Milliseconds in, rounded down as a clock shows them. */
export function clock(ms: number): string {
  const whole = Math.max(0, Math.floor(ms / SECOND));
  const seconds = String(whole % 60).padStart(2, '0');
  const minutes = Math.floor(whole / 60) % 60;
  const hours = Math.floor(whole / 3600);
  if (hours === 0) return `${minutes}:${seconds}`;
  return `${hours}:${String(minutes).padStart(2, '0')}:${seconds}`;
}

/** The same with thousandths, `0:07.250`: the player's readout, where two findings may share a second. */
export function preciseClock(ms: number): string {
  const whole = Math.max(0, Math.floor(ms));
  return `${clock(whole)}.${String(whole % SECOND).padStart(3, '0')}`;
}

/** With tenths, `0:07.2`: steps of one finding often share a second. */
export function tenthsClock(ms: number): string {
  return preciseClock(ms).slice(0, -2);
}

/**
 * How long something took, in the two units that matter: `850 ms`, `42 s`, `3 min 5 s`, `2 h 10 min`. Rounded down, as the player's
 * clock shows it: one session has one length wherever it is told.
 */
export function duration(ms: number): string {
  const time = Math.max(0, Math.floor(ms));
  if (time < SECOND) return `${time} ms`;
  const seconds = Math.floor(time / SECOND);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 60) return joined(minutes, 'min', seconds % 60, 's');
  return joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function joined(...parts: [large: number, largeUnit: string, small: number, smallUnit: string]): string {
  const [large, largeUnit, small, smallUnit] = parts;
  return small === 0 ? `${large} ${largeUnit}` : `${large} ${largeUnit} ${small} ${smallUnit}`;
}

/** How long ago, as one says it: `just now`, `4 min ago`, `3 h ago`, `2 days ago`; a date from a month on. */
export function relative(then: number, now: number): string {
  const age = now - then;
  if (Number.isNaN(age)) return 'unknown time';
  if (age < 10 * SECOND) return 'just now';
  if (age < MINUTE) return `${Math.floor(age / SECOND)} s ago`;
  if (age < HOUR) return `${Math.floor(age / MINUTE)} min ago`;
  if (age < DAY) return `${Math.floor(age / HOUR)} h ago`;
  const days = Math.floor(age / DAY);
  if (days === 1) return 'yesterday';
  if (days < 30) return `${days} days ago`;
  return new Date(then).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' });
}

/** `10:41`, in the reader's time zone. */
export function timeOfDay(then: number): string {
  return new Date(then).toLocaleTimeString('en', { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' });
}

/** Date and time in full, in the reader's time zone, for titles and tooltips. */
export function absolute(then: number): string {
  if (Number.isNaN(then)) return 'unknown time';
  return new Date(then).toLocaleString('en', {
    weekday: 'short',
    year: 'numeric',
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    hour12: false,
    timeZoneName: 'short',
  });
}

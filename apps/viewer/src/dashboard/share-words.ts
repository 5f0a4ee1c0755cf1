import type { ComparedShare, Estimate, ShareNow } from '@falter/wire';

/**
 * Sessions from which on a share is told in percent. Below, one session more or less moves it by over three points, and
 * "2 of 3" says what a percentage would hide.
 */
export const PERCENT_MIN_SESSIONS = 30;

/** `12.4 %`, or `2 of 3` where percent would say too much; `–` where there is nothing to be a share of. */
export function shareWords({ found, of, share }: ShareNow): string {
  if (share === null) return '–';
  return of.count < PERCENT_MIN_SESSIONS ? `${whole(found.count)} of ${whole(of.count)}` : percent(share.value);
}

/** `10.1–15.0 %`: where the share lies, 19 times out of 20. '' where the share is not told in percent. */
export function intervalWords({ of, share }: ShareNow): string {
  if (share === null || of.count < PERCENT_MIN_SESSIONS) return '';
  return `${tenths(share.low)}–${percent(share.high)}`;
}

export interface ChangeWords {
  /** `up` and `down` only where the interval leaves no doubt. */
  direction: 'up' | 'down' | 'unclear' | 'unknown';
  text: string;
}

/** `up 3.1 points (1.2 to 5.0)`, `no clear change`, or why it cannot be said. */
export function changeWords({ of, previous, change }: ComparedShare): ChangeWords {
  if (change === null) return { direction: 'unknown', text: 'nothing to compare with' };
  if (Math.min(of.count, previous.of.count) < PERCENT_MIN_SESSIONS) {
    return { direction: 'unknown', text: 'too few to compare' };
  }
  if (change.low > 0) return { direction: 'up', text: `up ${points(change)}` };
  if (change.high < 0) return { direction: 'down', text: `down ${points(mirrored(change))}` };
  return { direction: 'unclear', text: 'no clear change' };
}

/** How much less it is than before, and whether the interval leaves no doubt. For what is gone or less. */
export function reliefWords({ of, change }: ComparedShare): { sure: boolean; text: string } {
  if (change === null) {
    const text = of.count === 0 ? 'nobody came to its page, so that says nothing yet' : 'too little known to compare';
    return { sure: false, text };
  }
  if (change.high < 0) return { sure: true, text: `down ${points(mirrored(change))}` };
  const { value, low, high } = mirrored(change);
  return { sure: false, text: `may be chance: down ${tenths(value)} points (${signed(low)} to ${signed(high)})` };
}

/** `−1.2`: with a sign that is no hyphen. */
function signed(fraction: number): string {
  return fraction < 0 ? `−${tenths(-fraction)}` : tenths(fraction);
}

function points({ value, low, high }: Estimate): string {
  return `${tenths(value)} points (${tenths(low)} to ${tenths(high)})`;
}

function mirrored({ value, low, high }: Estimate): Estimate {
  return { value: -value, low: -high, high: -low };
}

/** `12.4 %`. */
export function percent(fraction: number): string {
  return `${tenths(fraction)} %`;
}

/** Hundredths with one decimal. Something is never shown as nothing, nor nearly all as all. */
function tenths(fraction: number): string {
  const hundredths = fraction * 100;
  if (hundredths > 0 && hundredths < 0.05) return '<0.1';
  if (hundredths < 100 && hundredths >= 99.95) return '>99.9';
  return hundredths.toFixed(1);
}

/** `1,204`. */
export function whole(count: number): string {
  return count.toLocaleString('en');
}

import type { FlagCount, Preview } from '@falter/wire';
import { counted } from '../../words/text.ts';

/** What a preview came to, in a sentence: `This change would flag 120 sessions instead of 340.` */
export function headline({ state, result, total, looked, unreadable }: Preview): string {
  if (total === 0) return 'There is no recording of the last 7 days to try this on.';
  if (looked > 0 && looked === unreadable) return 'None of the recordings could be read.';
  const { before, after } = result;
  const so = state === 'done' ? 'This change would flag' : 'So far, this change would flag';
  if (before.sessions === after.sessions && before.findings === after.findings) {
    return `${so} ${counted(after.sessions, 'session')}, as many as now.`;
  }
  return `${so} ${counted(after.sessions, 'session')} instead of ${before.sessions.toLocaleString('en')}.`;
}

/** Which sessions it rests on: a sample says that it is one. */
export function basis({ total, sample, looked, unreadable }: Preview): string {
  if (total === null || total === 0) return '';
  const all = counted(total, 'session');
  const which = sample < total ? `the newest ${sample.toLocaleString('en')} of ${all}` : `all ${all}`;
  const far = looked < sample ? `${looked.toLocaleString('en')} of ` : '';
  const lost = unreadable > 0 ? ` ${counted(unreadable, 'recording')} could not be read and count nowhere.` : '';
  return `Looked at ${far}${which} of the last 7 days.${lost}`;
}

/** `120 (24 %)`: never a share without what it is a share of. */
export function shareOf(sessions: number, { looked, unreadable }: Preview): string {
  const of = looked - unreadable;
  const share = of > 0 ? (100 * sessions) / of : 0;
  const text = share > 0 && share < 1 ? '< 1' : String(Math.round(share));
  return `${sessions.toLocaleString('en')} (${text} %)`;
}

/** `−220`, `+3`, `±0`. */
export function difference(before: FlagCount, after: FlagCount, of: keyof FlagCount): string {
  const by = after[of] - before[of];
  return by === 0 ? '±0' : `${by > 0 ? '+' : '−'}${Math.abs(by).toLocaleString('en')}`;
}

/** Words for the bands of the struggle score, in the order of `scoresBefore`. */
export const SCORE_BANDS: readonly string[] = ['0', '1–20', '21–40', '41–60', '61–80', '81–100'];

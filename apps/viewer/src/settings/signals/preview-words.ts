import type { FlagCount, Preview, SignalPreview } from '@falter/wire';
import { counted } from '../../words/text.ts';

/** Signals that a headline names: of more it tells how many. */
const NAMED_MAX = 3;

/** What a preview came to, by the signals that it changes: `Rage click: 2 sessions → 0.` `titleOf` names a signal. */
export function headline(preview: Preview, titleOf: (signal: string) => string): string {
  const { state, result, total, looked, unreadable } = preview;
  if (total === 0) return 'There is no recording of the last 7 days to try this on.';
  if (looked > 0 && looked === unreadable) return 'None of the recordings could be read.';
  const soFar = state === 'done' ? '' : 'So far: ';
  const changed = result.signals.filter(isChanged);
  if (changed.length === 0) return `${soFar}This change would make no difference.`;
  const named = changed.slice(0, NAMED_MAX).map((signal) => `${titleOf(signal.signal)}: ${changeOf(signal)}`);
  const more = changed.length - named.length;
  const rest = more > 0 ? `; and ${counted(more, 'more signal', 'more signals')}` : '';
  return `${soFar}${named.join('; ')}${rest}.`;
}

function changeOf({ before, after }: SignalPreview): string {
  if (before.sessions !== after.sessions) {
    return `${counted(before.sessions, 'session')} → ${after.sessions.toLocaleString('en')}`;
  }
  if (before.findings === after.findings) return `${counted(after.sessions, 'session')}, but others`;
  return `${counted(before.findings, 'finding')} → ${after.findings.toLocaleString('en')}`;
}

/** Whether the proposed settings find anything else of a signal. */
export function isChanged({ before, after, added, removed }: SignalPreview): boolean {
  const isOther = before.sessions !== after.sessions || before.findings !== after.findings;
  return isOther || added.length > 0 || removed.length > 0;
}

/** What becomes of the sessions with any finding: `Sessions flagged at all: 2, as before.` */
export function flaggedAtAll({ result: { before, after } }: Preview): string {
  const [was, is] = [before.sessions.toLocaleString('en'), after.sessions.toLocaleString('en')];
  return `Sessions flagged at all: ${was === is ? `${is}, as before` : `${is} instead of ${was}`}.`;
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

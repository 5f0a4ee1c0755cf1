import type { Label, Visit } from '../../corpus/visit.ts';
import type { Counts } from './interval.ts';
import { type Judge, keyOf, NEEDS_SNIPPET, OF_CLICKS } from './judges.ts';
import { match, meets, type Stretch } from './match.ts';
import { isAnsweredUnseen, isRecorded } from './recorded.ts';

/** How far apart what is flagged and what is labelled may be: on a busy machine a page tells of a press seconds after it. */
export const SLACK_MS = 2500;

/** Something that looks like struggle and is none, and whether it was flagged. */
export interface Tempted {
  widget: string;
  signal: string;
  flagged: boolean;
}

/** A flag or a label that has no partner; for whoever wants to know what went wrong. */
export interface Slip {
  judge: Judge;
  what: 'wrong' | 'missed';
  at: number;
  until: number;
  why: string;
}

export interface Tally extends Counts {
  /** Labels that nobody can find in this recording, and flags of clicks whose answer it does not hold: they count for nobody. */
  unseen: number;
  tempted: Tempted[];
  slips: Slip[];
}

/**
 * What a judge got right and wrong in a visit. A flag that meets a label which honest observers argue about counts neither for nor
 * against anybody, nor does a second flag of a moment that was found (four dead clicks of one burst are one), nor a second moment that a
 * flag reaches over (an error message shown three times is told once, with a count).
 */
export function tallyOf(visit: Visit, judge: Judge, flags: readonly Stretch[]): Tally {
  const own = visit.labels.filter(({ kind }) => kind === judge.signal);
  const sure = own.filter((label) => label.verdict === 'positive' && label.sure);
  const positives = sure.filter((label) => isRecorded(visit, label));
  const unseen = sure.length - positives.length;
  if (visit.recorder === 'rrweb' && NEEDS_SNIPPET.has(judge.signal))
    return { right: 0, wrong: 0, missed: 0, unseen, tempted: [], slips: [] };
  const argued = own.filter((label) => label.verdict === 'positive' && !positives.includes(label));
  const { byFlag, missed: unmatched } = match(flags, positives, SLACK_MS);
  // What a rule tells once with a count, from the first to the last, is found in each moment of it.
  const told = flags.filter((_, n) => byFlag[n] !== -1);
  const missed = unmatched.filter((n) => !told.some((flag) => meets(flag, positives[n]!, 0)));
  const meetsAny = (flag: Stretch, labels: readonly Label[]) => labels.some((label) => meets(flag, label, SLACK_MS));
  const isAnswered = (flag: Stretch) => OF_CLICKS.has(judge.signal) && isAnsweredUnseen(visit, flag);
  const loose = flags.filter((flag, n) => byFlag[n] === -1 && !meetsAny(flag, positives) && !meetsAny(flag, argued));
  const wrong = loose.filter((flag) => !isAnswered(flag));
  const slip = (what: Slip['what'], { at, until }: Stretch, why: string): Slip => ({ judge, what, at, until, why });
  return {
    right: byFlag.filter((label) => label !== -1).length,
    wrong: wrong.length,
    missed: missed.length,
    unseen: unseen + loose.length - wrong.length,
    tempted: temptedBy(own, judge, wrong),
    slips: [
      ...wrong.map((flag) => slip('wrong', flag, flag.target ?? '')),
      ...missed.map((n) => slip('missed', positives[n]!, `${positives[n]!.target ?? ''} ${positives[n]!.why}`)),
    ],
  };
}

function temptedBy(labels: readonly Label[], { signal }: Judge, wrong: readonly Stretch[]): Tempted[] {
  const negatives = labels.filter(({ verdict }) => verdict === 'hard-negative');
  return negatives.map((label) => {
    const flagged = wrong.some((flag) => meets(flag, { ...label, target: undefined }, 0));
    return { widget: label.widget ?? 'other', signal, flagged };
  });
}

/** Tallies of every judge over all visits, by `keyOf`, one a visit. */
export function tallyAll(
  visits: readonly Visit[],
  judges: readonly Judge[],
  flagsOf: (visit: Visit) => ReadonlyMap<string, readonly Stretch[]>,
): Map<string, Tally[]> {
  const tallies = new Map<string, Tally[]>(judges.map((judge) => [keyOf(judge), []]));
  for (const visit of visits) {
    const flags = flagsOf(visit);
    for (const judge of judges) tallies.get(keyOf(judge))!.push(tallyOf(visit, judge, flags.get(keyOf(judge)) ?? []));
  }
  return tallies;
}

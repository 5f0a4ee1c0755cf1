import type { Visit } from '../../corpus/visit.ts';
import { type Score, scoreOf } from './interval.ts';
import { flagsOf, type Judge, judgesOf, keyOf, normsOf } from './judges.ts';
import { type Slip, type Tally, type Tempted, tallyAll } from './tally.ts';

const SEED = 20_261;

export interface Scored {
  judge: Judge;
  score: Score;
  /** Recordings in which there was something to find. */
  recordings: number;
  /** What counts for nobody, because no recording holds it. */
  unseen: number;
}

export interface Results {
  scored: Scored[];
  /** Falter's alone. */
  tempted: Tempted[];
  slips: (Slip & { visit: string })[];
}

/** Everybody's score over these visits, and where Falter slipped. */
export function resultsOf(visits: readonly Visit[], signals: readonly string[]): Results {
  const judges = judgesOf(signals);
  const byFamily = Map.groupBy(visits, ({ family }) => family);
  const norms = new Map([...byFamily].map(([family, own]) => [family, normsOf(own)]));
  const tallies = tallyAll(visits, judges, (visit) => flagsOf(visit, norms.get(visit.family)!));
  const scored = judges.map((judge): Scored => {
    const own = tallies.get(keyOf(judge))!;
    const recordings = own.filter(({ right, missed }) => right + missed > 0).length;
    const unseen = own.reduce((sum, tally) => sum + tally.unseen, 0);
    return { judge, score: scoreOf(own, SEED), recordings, unseen };
  });
  const ours = judges
    .filter(({ rule }) => rule === '')
    .flatMap((judge) => tallies.get(keyOf(judge))!.map(named(visits)));
  return { scored, tempted: ours.flatMap(({ tempted }) => tempted), slips: ours.flatMap(({ slips }) => slips) };
}

function named(visits: readonly Visit[]) {
  return (tally: Tally, n: number) => {
    const { family, seed, recorder } = visits[n]!;
    return { ...tally, slips: tally.slips.map((slip) => ({ ...slip, visit: `${family} ${seed} ${recorder}` })) };
  };
}

/** Moments that look like struggle, and how many of them were flagged, by widget; the pooled share. */
export function temptations(tempted: readonly Tempted[]): {
  rows: [widget: string, count: number, flagged: number][];
  share: number;
} {
  const rows = [...Map.groupBy(tempted, ({ widget }) => widget)].map(([widget, own]): [string, number, number] => [
    widget,
    own.length,
    own.filter(({ flagged }) => flagged).length,
  ]);
  const flagged = tempted.filter((one) => one.flagged).length;
  return { rows: rows.sort(([a], [b]) => (a < b ? -1 : 1)), share: flagged / Math.max(1, tempted.length) };
}

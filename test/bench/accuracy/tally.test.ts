import { describe, expect, it } from 'vitest';
import type { Label, Visit } from '../../corpus/visit.ts';
import type { Judge } from './judges.ts';
import type { Stretch } from './match.ts';
import { tallyOf } from './tally.ts';

const judge: Judge = { name: 'Falter', signal: 'dead-click', rule: '' };
const label = (at: number, more: Partial<Label> = {}): Label => {
  return {
    kind: 'dead-click',
    verdict: 'positive',
    at,
    until: at + 100,
    target: '#pay',
    sure: true,
    why: 'nothing',
    ...more,
  };
};
const visit = (labels: Label[], more: Partial<Visit> = {}): Visit => {
  return { family: 'f', split: 'tune', seed: 0, recorder: 'snippet', tabs: [], driver: [], page: [], labels, ...more };
};
const flag = (at: number, target?: string): Stretch => ({ at, until: at, target });
const counts = ({ right, wrong, missed }: { right: number; wrong: number; missed: number }) => [right, wrong, missed];

describe('a tally', () => {
  it('counts what is right, wrong and missed', () => {
    const two = visit([label(1000), label(50_000)]);
    expect(counts(tallyOf(two, judge, [flag(1010, '#pay'), flag(30_000)]))).toEqual([1, 1, 1]);
  });

  it('does not count a second flag of one moment', () => {
    expect(counts(tallyOf(visit([label(1000)]), judge, [flag(1000), flag(1050), flag(1100)]))).toEqual([1, 0, 0]);
  });

  it('does not count a second moment that one flag reaches over as missed', () => {
    const three = visit([label(1000), label(20_000), label(90_000)]);
    expect(counts(tallyOf(three, judge, [{ at: 1000, until: 20_050, target: '#pay' }]))).toEqual([1, 0, 1]);
  });

  it('does not count what is argued about, neither found nor missed', () => {
    const argued = visit([label(1000, { sure: false })]);
    expect(counts(tallyOf(argued, judge, [flag(1000)]))).toEqual([0, 0, 0]);
    expect(counts(tallyOf(argued, judge, []))).toEqual([0, 0, 0]);
  });

  it('holds a flag elsewhere on the page, or of another kind, against it', () => {
    expect(counts(tallyOf(visit([label(1000)]), judge, [flag(1000, '#other')]))).toEqual([0, 1, 1]);
    expect(counts(tallyOf(visit([label(1000, { kind: 'rage-click' })]), judge, [flag(1000)]))).toEqual([0, 1, 0]);
  });

  it('tells which widgets tempted it', () => {
    const negative = (at: number, widget: string) => label(at, { verdict: 'hard-negative', widget, until: at + 2000 });
    const { tempted, wrong } = tallyOf(visit([negative(1000, 'stepper'), negative(9000, 'carousel')]), judge, [
      flag(2000, '#x'),
    ]);
    expect(tempted.map(({ widget, flagged }) => [widget, flagged])).toEqual([
      ['stepper', true],
      ['carousel', false],
    ]);
    expect(wrong).toBe(1);
  });

  it('of plain rrweb leaves out signals that need more than it tells', () => {
    const plain = visit([label(1000, { kind: 'js-error' })], { recorder: 'rrweb' });
    expect(counts(tallyOf(plain, { ...judge, signal: 'js-error' }, []))).toEqual([0, 0, 0]);
    expect(counts(tallyOf({ ...plain, recorder: 'snippet' }, { ...judge, signal: 'js-error' }, []))).toEqual([0, 0, 1]);
  });
});

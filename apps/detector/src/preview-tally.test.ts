import { type Detection, signals } from '@falter/detector';
import type { Finding } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { PreviewTally } from './preview-tally.ts';

/** What a session came to: its score, and signals of its findings. */
function found(score: number, ...of: string[]): Detection {
  return { score: { value: score }, findings: of.map((signal) => ({ signal }) as Finding) } as Detection;
}

const of = (tally: PreviewTally, id: string) => tally.result.signals.find(({ signal }) => signal === id);

describe('a preview', () => {
  it('counts flagged sessions and findings, by signal and over all', () => {
    const tally = new PreviewTally();
    tally.add('a', found(40, 'rage-click', 'rage-click', 'dead-click'), found(20, 'dead-click'));
    tally.add('b', found(40, 'rage-click'), found(40, 'rage-click'));
    tally.add('c', found(0), found(0));
    expect(of(tally, 'rage-click')).toMatchObject({
      before: { sessions: 2, findings: 3 },
      after: { sessions: 1, findings: 1 },
    });
    expect(of(tally, 'dead-click')?.before).toEqual(of(tally, 'dead-click')?.after);
    expect(tally.result).toMatchObject({ before: { sessions: 2, findings: 4 }, after: { sessions: 2, findings: 2 } });
  });

  it('names sessions that are newly flagged, and no longer, of each signal', () => {
    const tally = new PreviewTally();
    tally.add('gone', found(40, 'rage-click'), found(0));
    tally.add('new', found(0), found(20, 'js-error'));
    tally.add('fewer', found(60, 'rage-click', 'rage-click'), found(40, 'rage-click'));
    expect(of(tally, 'rage-click')).toMatchObject({ added: [], removed: ['gone'] });
    expect(of(tally, 'js-error')).toMatchObject({ added: ['new'], removed: [] });
  });

  it('names twenty of them at most, those that came first', () => {
    const tally = new PreviewTally();
    for (let n = 0; n < 50; n++) tally.add(`s${n}`, found(40, 'rage-click'), found(0, 'js-error'));
    expect(of(tally, 'rage-click')?.removed).toEqual(Array.from({ length: 20 }, (_, n) => `s${n}`));
    expect(of(tally, 'js-error')?.added).toHaveLength(20);
    expect(of(tally, 'js-error')?.after.sessions).toBe(50);
  });

  it('tells how scores move, in bands of twenty, those without any apart', () => {
    const tally = new PreviewTally();
    for (const score of [0, 1, 20, 21, 80, 81, 100]) tally.add(`s${score}`, found(score), found(0));
    expect(tally.result.scoresBefore).toEqual([1, 2, 1, 0, 1, 2]);
    expect(tally.result.scoresAfter).toEqual([7, 0, 0, 0, 0, 0]);
  });

  it('has every signal, also where nothing was found', () => {
    expect(new PreviewTally().result.signals.map(({ signal }) => signal)).toEqual(signals.map(({ id }) => id));
  });
});

import type { Finding } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { SCORE_VERSION, scoreOf } from './score.ts';

const WEIGHTS = new Map([
  ['rage-click', 30],
  ['dead-click', 15],
  ['js-error', 12],
]);
function finding(signal: string, at: number, more: Partial<Finding> = {}): Finding {
  const target = { nodeId: 1, tag: 'button', label: 'button', selector: 'button' };
  return {
    id: `${signal} ${at}`,
    signal,
    version: 1,
    tab: 't',
    at,
    until: at + 900,
    page: '',
    target,
    evidence: [],
    why: '',
    confidence: 1,
    provisional: false,
    ...more,
  };
}
const score = (...findings: Finding[]) => scoreOf(findings, WEIGHTS);

describe('the struggle score', () => {
  it('is 0 without findings, and says its version', () => {
    expect(score()).toEqual({ version: SCORE_VERSION, value: 0, parts: [] });
  });

  it('grows with every incident and is never more than 100', () => {
    const many = Array.from({ length: 200 }, (_, i) => finding('rage-click', i * 10_000));
    const values = [1, 2, 5, 200].map((count) => score(...many.slice(0, count)).value);
    expect(values).toEqual([39, 63, 92, 100]);
  });

  it('counts an incident once, by its heaviest finding', () => {
    const rage = finding('rage-click', 1_000);
    expect(score(rage, finding('dead-click', 1_000), finding('js-error', 1_100, { target: null }))).toEqual(
      score(rage),
    );
  });

  it('counts apart what lies apart in time, place or tab', () => {
    const rage = finding('rage-click', 1_000);
    const other = { nodeId: 2, tag: 'a', label: 'link', selector: 'a' };
    for (const far of [
      finding('dead-click', 5_000),
      finding('dead-click', 1_000, { target: other }),
      finding('dead-click', 1_000, { tab: 'u' }),
    ]) {
      expect(score(rage, far).parts).toEqual([
        { signal: 'rage-click', points: 30 },
        { signal: 'dead-click', points: 15 },
      ]);
    }
  });

  it('weighs with confidence, and ignores signals without a weight', () => {
    expect(score(finding('rage-click', 0, { confidence: 0.5 })).parts).toEqual([{ signal: 'rage-click', points: 15 }]);
    expect(score(finding('unheard-of', 0)).value).toBe(0);
  });

  it('does not depend on the order of the findings', () => {
    const one = fc.record({
      signal: fc.constantFrom(...WEIGHTS.keys()),
      at: fc.integer({ min: 0, max: 9_000 }),
      confidence: fc.constantFrom(0.5, 0.7, 1),
    });
    fc.assert(
      fc.property(fc.uniqueArray(one, { maxLength: 8, selector: ({ at }) => at }), (facts) => {
        const findings = facts.map(({ signal, at, confidence }) => finding(signal, at, { confidence }));
        expect(score(...findings.toReversed()).value).toBe(score(...findings).value);
      }),
    );
  });
});

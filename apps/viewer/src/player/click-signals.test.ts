import type { FindingRow } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { ClickSignals } from './click-signals.ts';

const START = 1_700_000_000_000;

function finding(signal: string, clicks: number[], kind = 'click'): FindingRow {
  const at = clicks[0] ?? 0;
  const rest = { version: 1, tab: 't', page: '', target: null, why: '', confidence: 1, provisional: false, issue: '' };
  const evidence = clicks.map((click) => ({ kind, at: START + click, text: '' }));
  return { id: `${signal} ${at}`, signal, at, until: clicks.at(-1) ?? 0, timestamp: START + at, evidence, ...rest };
}

describe('the signal of a click', () => {
  const rage = finding('rage-click', [1_000, 1_200, 1_400]);
  const dead = finding('dead-click', [1_200, 9_000]);

  it('is the one that it is evidence of', () => {
    expect([1_000, 1_400, 9_000].map((at) => new ClickSignals([rage, dead]).of(at))).toEqual([
      'rage-click',
      'rage-click',
      'dead-click',
    ]);
  });

  it('is none for a click in between, or of what is no click', () => {
    expect(new ClickSignals([rage, dead]).of(5_000)).toBe('');
    expect(new ClickSignals([rage]).of(1_300)).toBe('');
    expect(new ClickSignals([finding('rage-click', [1_000], 'silence')]).of(1_000)).toBe('');
  });

  it('is that of the more telling finding where it is of two', () => {
    expect(new ClickSignals([dead, rage]).of(1_200)).toBe('rage-click');
  });

  it('is not about findings of other things at the same time', () => {
    expect(new ClickSignals([finding('form-abandonment', [1_000])]).of(1_000)).toBe('');
  });
});

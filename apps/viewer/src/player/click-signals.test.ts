import type { FindingRow } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { signalOfClick } from './click-signals.ts';

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
    expect([1_000, 1_400, 9_000].map((at) => signalOfClick({ at }, [rage, dead]))).toEqual([
      'rage-click',
      'rage-click',
      'dead-click',
    ]);
  });

  it('is none for a click in between, or of what is no click', () => {
    expect(signalOfClick({ at: 5_000 }, [rage, dead])).toBe('');
    expect(signalOfClick({ at: 1_300 }, [rage])).toBe('');
    expect(signalOfClick({ at: 1_000 }, [finding('rage-click', [1_000], 'silence')])).toBe('');
  });

  it('is that of the more telling finding where it is of two', () => {
    expect(signalOfClick({ at: 1_200 }, [dead, rage])).toBe('rage-click');
  });

  it('is not about findings of other things at the same time', () => {
    expect(signalOfClick({ at: 1_000 }, [finding('form-abandonment', [1_000])])).toBe('');
  });
});

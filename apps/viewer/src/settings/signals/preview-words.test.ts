import type { Preview, SignalPreview } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { basis, difference, flaggedAtAll, headline, shareOf } from './preview-words.ts';

function changed(signal: string, before: number, after: number): SignalPreview {
  const flags = (sessions: number) => ({ sessions, findings: 2 * sessions });
  return { signal, before: flags(before), after: flags(after), added: [], removed: [] };
}

type Told = [before: number, after: number, values?: Partial<Preview>, signals?: SignalPreview[]];

function preview(...[before, after, values = {}, signals = []]: Told): Preview {
  return {
    ...{ id: 'x', state: 'done', requestedAt: '', from: '', to: '', detection: { signals: {}, ignoredPages: [] } },
    ...{ total: 12_340, sample: 500, sampleMax: 500, looked: 500, unreadable: 0 },
    result: {
      signals,
      before: { sessions: before, findings: before },
      after: { sessions: after, findings: after },
      scoresBefore: [],
      scoresAfter: [],
    },
    ...values,
  };
}

describe('a preview in words', () => {
  it('says what the change would do', () => {
    const titled = (told: Preview) => headline(told, (signal) => signal.toUpperCase());
    expect(titled(preview(2, 2))).toBe('This change would make no difference.');
    expect(titled(preview(2, 2, {}, [changed('rage', 2, 0)]))).toBe('RAGE: 2 sessions → 0.');
    expect(titled(preview(2, 2, { state: 'running' }, [changed('rage', 2, 0)]))).toMatch(/^So far: RAGE/);
    expect(titled(preview(0, 0, { total: 0, sample: 0, looked: 0 }))).toMatch(/^There is no recording/);
    expect(titled(preview(0, 0, { looked: 4, unreadable: 4 }))).toBe('None of the recordings could be read.');
  });

  it('names the signals that change, and no other', () => {
    const titled = (...signals: SignalPreview[]) => headline(preview(9, 9, {}, signals), (signal) => signal);
    const others = { ...changed('dead', 3, 3), added: ['new'], removed: ['old'] };
    const fewer = { ...changed('error', 3, 3), after: { sessions: 3, findings: 4 } };
    expect(titled(changed('calm', 5, 5), others, fewer)).toBe('dead: 3 sessions, but others; error: 6 findings → 4.');
    const many = ['a', 'b', 'c', 'd', 'e'].map((signal) => changed(signal, 1, 2000));
    expect(titled(...many)).toBe(
      'a: 1 session → 2,000; b: 1 session → 2,000; c: 1 session → 2,000; and 2 more signals.',
    );
    expect(titled(...many.slice(1))).toMatch(/; and 1 more signal\.$/);
  });

  it('says what becomes of the sessions that are flagged at all', () => {
    expect(flaggedAtAll(preview(2, 2))).toBe('Sessions flagged at all: 2, as before.');
    expect(flaggedAtAll(preview(1340, 120))).toBe('Sessions flagged at all: 120 instead of 1,340.');
  });

  it('says what it rests on: a sample is called one, and what is missing is missing', () => {
    expect(basis(preview(1, 1))).toBe('Looked at the newest 500 of 12,340 sessions of the last 7 days.');
    expect(basis(preview(1, 1, { total: 80, sample: 80, looked: 80 }))).toBe(
      'Looked at all 80 sessions of the last 7 days.',
    );
    expect(basis(preview(1, 1, { looked: 40, state: 'running' }))).toMatch(/^Looked at 40 of the newest 500 of 12,340/);
    expect(basis(preview(1, 1, { unreadable: 2 }))).toMatch(/2 recordings could not be read and count nowhere\.$/);
    expect(basis(preview(1, 1, { total: null }))).toBe('');
  });

  it('gives shares of the sessions that could be read, and never less than nothing', () => {
    expect(shareOf(120, preview(0, 0))).toBe('120 (24 %)');
    expect(shareOf(10, preview(0, 0, { looked: 60, unreadable: 40 }))).toBe('10 (50 %)');
    expect(shareOf(1, preview(0, 0))).toBe('1 (< 1 %)');
    expect(shareOf(0, preview(0, 0, { looked: 0 }))).toBe('0 (0 %)');
  });

  it('gives differences with their sign', () => {
    const at = (sessions: number) => ({ sessions, findings: 2 * sessions });
    expect(difference(at(340), at(120), 'sessions')).toBe('−220');
    expect(difference(at(1), at(1001), 'findings')).toBe('+2,000');
    expect(difference(at(7), at(7), 'sessions')).toBe('±0');
  });
});

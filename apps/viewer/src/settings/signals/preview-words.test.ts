import type { Preview } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { basis, difference, headline, shareOf } from './preview-words.ts';

function preview(before: number, after: number, values: Partial<Preview> = {}): Preview {
  return {
    ...{ id: 'x', state: 'done', requestedAt: '', from: '', to: '', detection: { signals: {}, ignoredPages: [] } },
    ...{ total: 12_340, sample: 500, sampleMax: 500, looked: 500, unreadable: 0 },
    result: {
      signals: [],
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
    expect(headline(preview(340, 120))).toBe('This change would flag 120 sessions instead of 340.');
    expect(headline(preview(3, 1))).toBe('This change would flag 1 session instead of 3.');
    expect(headline(preview(3, 3))).toBe('This change would flag 3 sessions, as many as now.');
    expect(headline(preview(340, 120, { state: 'running' }))).toMatch(/^So far, /);
    expect(headline(preview(0, 0, { total: 0, sample: 0, looked: 0 }))).toMatch(/^There is no recording/);
    expect(headline(preview(0, 0, { looked: 4, unreadable: 4 }))).toBe('None of the recordings could be read.');
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

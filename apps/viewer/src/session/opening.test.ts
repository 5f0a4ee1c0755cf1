import { describe, expect, it } from 'vitest';
import { finding } from '../testing/test-sessions.ts';
import { openingOf } from './opening.ts';

const tabs = [
  { id: 'one', batches: 1, events: 10, bytes: 1 },
  { id: 'two', batches: 1, events: 90, bytes: 1 },
];
const findings = [finding({ id: 'a', at: 500, tab: 'two' }), finding({ id: 'b', at: 900, tab: 'one' })];

describe('a session opens', () => {
  it('at exactly the first finding, in its tab', () => {
    expect(openingOf({}, findings, tabs)).toEqual({ at: 500, tab: 'two' });
  });

  it('at the start of its busiest tab without findings', () => {
    expect(openingOf({}, [], tabs)).toEqual({ at: 0, tab: 'two' });
  });

  it('at the moment of the link, in the tab of the finding nearest to it', () => {
    expect(openingOf({ at: 850 }, findings, tabs)).toEqual({ at: 850, tab: 'one' });
    expect(openingOf({ at: 0 }, findings, tabs)).toEqual({ at: 0, tab: 'two' });
  });

  it('in the tab of the link, at its own first finding', () => {
    expect(openingOf({ tab: 'one' }, findings, tabs)).toEqual({ at: 900, tab: 'one' });
  });

  it('in a tab that there is, whatever the link says', () => {
    expect(openingOf({ at: 5, tab: 'gone' }, [], tabs)).toEqual({ at: 5, tab: 'two' });
    expect(openingOf({}, [], [])).toEqual({ at: 0, tab: undefined });
  });
});

import { describe, expect, it } from 'vitest';
import { fromFrame, toFrame } from './messages.ts';

describe('H89: a message to the page of replays', () => {
  it.each([
    [{ kind: 'open', replay: 1, startedAt: 1_790_000_000_000 }],
    [{ kind: 'events', first: 0, events: '[]' }],
    [{ kind: 'film', ranges: [0, 4, 9, 12], touch: false }],
    [{ kind: 'show', move: 3, at: 12.5 }],
    [{ kind: 'pause' }],
    [{ kind: 'speed', speed: 0.5 }],
  ])('is taken as it is: %j', (message) => {
    expect(toFrame(message)).toBe(message);
  });

  it.each<[unknown]>([
    [undefined],
    [null],
    ['pause'],
    [['pause']],
    [{}],
    [{ kind: 'constructor' }],
    [{ kind: 'toString' }],
    [{ kind: '__proto__' }],
    [{ kind: ['pause'] }],
    [{ kind: 'shown', replay: 1, move: 1 }],
    [{ kind: 'show', move: 1 }],
    [{ kind: 'show', move: 1, at: '5' }],
    [{ kind: 'show', move: 1, at: Number.NaN }],
    [{ kind: 'show', move: -1, at: 5 }],
    [{ kind: 'show', move: 1, at: 5, more: true }],
    [{ kind: 'film', ranges: [1], touch: true }],
    [{ kind: 'film', ranges: [1, Number.POSITIVE_INFINITY], touch: true }],
    [{ kind: 'events', first: 0, events: [{}] }],
    [{ kind: 'speed', speed: 0 }],
  ])('is not heard: %j', (message) => {
    expect(toFrame(message)).toBeUndefined();
  });
});

describe('H89: a message from the page of replays', () => {
  it('is taken where it is one, and not heard where it is none', () => {
    const shown = { kind: 'shown', replay: 1, move: 4 };
    expect(fromFrame(shown)).toBe(shown);
    for (const other of [
      { kind: 'show', move: 1, at: 1 },
      { ...shown, why: 'x' },
      { kind: 'ready', replay: 1 },
      'ready',
    ])
      expect(fromFrame(other)).toBeUndefined();
  });
});

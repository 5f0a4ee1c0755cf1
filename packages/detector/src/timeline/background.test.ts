import { describe, expect, it } from 'vitest';
import { Background, lowerBound } from './background.ts';
import type { MirrorNode } from './mirror.ts';
import { type Reaction, reaction } from './reactions.ts';

const node = { id: 7 } as MirrorNode;
const change = (at: number, name = 'class'): Reaction => reaction('attribute', { at, index: at }, { node, name });
/** A document of 60 s, watched all the time, in which the visitor acted at these times. */
const watched = (reactions: Reaction[], actions: number[] = []) =>
  new Background(
    reactions,
    [0, ...actions],
    Float64Array.from({ length: 601 }, (_, i) => i * 100),
  );
const every = (ms: number, from = 0, to = 60_000) =>
  Array.from({ length: Math.floor((to - from) / ms) }, (_, i) => change(from + (i + 1) * ms));

describe('the chance that a change would have come by itself', () => {
  it('is none where nothing ever changes by itself', () => {
    const answer = change(10_050);
    expect(watched([answer], [10_000]).chance(answer, 50)).toBe(0);
  });

  it('is certain for what keeps its rhythm', () => {
    const ticks = every(1_000);
    expect(watched(ticks, [20_970]).chance(ticks.find(({ at }) => at === 21_000)!, 30)).toBe(1);
  });

  it('is small for a tick that comes before its time', () => {
    const answer = change(20_430);
    const ticks = [...every(1_000, 0, 20_000), answer, ...every(1_000, 20_430)];
    expect(watched(ticks, [20_400]).chance(answer, 30)).toBeLessThan(0.15);
  });

  it('grows with how often a place changes and with the time waited', () => {
    const news = [700, 3_600, 4_700, 6_600, 9_000, 13_000, 14_500, 19_000].map((at) => change(at));
    const answer = change(30_500);
    const background = watched([...news, answer], [30_000]);
    expect(background.chance(answer, 30)).toBeLessThan(background.chance(answer, 1_000));
    expect(background.chance(answer, 1_000)).toBeGreaterThan(0.1);
    expect(background.isRestless(answer)).toBe(true);
  });

  it('does not count a late answer against itself', () => {
    const late = change(15_000);
    expect(watched([late], [10_000]).chance(late, 5_000)).toBe(0);
    expect(watched([late], [10_000]).isRestless(late)).toBe(false);
  });

  it('is told apart for each attribute of an element', () => {
    const answer = change(20_010, 'aria-expanded');
    const ticks = [...every(1_000, 0, 20_000), answer];
    expect(watched(ticks, [20_000]).chance(answer, 10)).toBe(0);
  });

  it('does not take the answers to regular clicks for a rhythm', () => {
    const clicks = Array.from({ length: 8 }, (_, i) => 10_000 + i * 300);
    const answers = clicks.map((at) => change(at + 200));
    const background = watched(answers, clicks);
    expect(answers.map((answer) => background.chance(answer, 200))).toEqual(answers.map(() => 0));
  });

  it('counts only the time in which the page told anything', () => {
    const news = [5_000, 9_000].map((at) => change(at));
    const answer = change(500_100);
    const hidden = new Background(
      [...news, answer],
      [0, 500_000],
      Float64Array.from([0, 5_000, 9_000, 500_000, 500_100]),
    );
    expect(hidden.chance(answer, 100)).toBeGreaterThan(0.005);
  });
});

it('lowerBound finds the first that is not below', () => {
  expect([0, 1, 2, 3, 9].map((value) => lowerBound([1, 2, 2, 5], value))).toEqual([0, 0, 1, 3, 4]);
  expect(lowerBound([], 1)).toBe(0);
});

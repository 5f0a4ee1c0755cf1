import type { BotReason } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { botReasons, type Suspicion } from './bots.ts';
import { detect } from './detect.ts';
import type { Way } from './pointer-ways.ts';
import { el, page, type RecordingBuilder } from './recording-builder.ts';

const PLACES = [150, 600, 250, 900, 400, 1_000, 300, 700];
const open = () =>
  page(el('button', { id: 'a' }, 'A'), el('button', { id: 'b' }, 'B'), el('input', { id: 'name', type: 'text' }));
const suspicion = (recording: RecordingBuilder): Suspicion =>
  detect([recording.wait(2_000).error().tab()], { closed: true }).suspicion;
const behaviour = (recording: RecordingBuilder) => suspicion(recording).behaviour;
/** Presses a button where the pointer was put a moment before, as drivers of browsers do. */
const driven = (pauses: number[]) => {
  const visit = open();
  for (const [n, x] of PLACES.entries()) {
    visit
      .wander('#a', [[x, 100]])
      .press('#a', x, 100)
      .wait(pauses[n % pauses.length]!);
  }
  return visit;
};
/** A hand goes there, slows down, and presses. */
const byHand = () => {
  const visit = open();
  let from = 100;
  for (const [n, x] of PLACES.entries()) {
    const way: Way = Array.from({ length: 12 }, (_, i) => [
      from + (x - from) * Math.sin(((i + 1) / 12) * (Math.PI / 2)),
      100,
    ]);
    visit
      .wander('#a', way)
      .wait(60 + n * 11)
      .press('#a', x, 100)
      .wait(900 + ((n * 577) % 800));
    from = x;
  }
  return visit;
};

describe('what looks like a program', () => {
  it('is a pointer that is where it is needed', () => {
    expect(behaviour(driven([700, 1_400, 300]))).toEqual(['jumps']);
    expect(behaviour(byHand())).toEqual([]);
  });

  it('is a timer that presses and types', () => {
    expect(behaviour(driven([1_000]))).toEqual(['jumps', 'even-clicks']);
    const typing = (gaps: number[]) => {
      const visit = open().click('#name');
      for (let i = 0; i < 30; i++) visit.wait(gaps[i % gaps.length]!).input('#name', { userTriggered: true });
      return visit;
    };
    expect(behaviour(typing([100]))).toEqual(['even-typing']);
    expect(behaviour(typing([90, 140, 110, 230]))).toEqual([]);
    // A key that is held.
    expect(behaviour(typing([33]))).toEqual([]);
  });

  it('is in two places at once', () => {
    const visit = open();
    for (let i = 0; i < 5; i++)
      visit
        .press('#a', 100, 100)
        .wait(20)
        .press('#b', 600, 500)
        .wait(400 + i * 130);
    expect(behaviour(visit)).toContain('too-fast');
  });

  it('is not a visitor without a mouse, nor one of whom the recorder tells no positions', () => {
    const visit = open();
    for (const [n, x] of PLACES.entries()) visit.press('#a', x, 100).wait(800 + ((n * 577) % 900));
    expect(behaviour(visit)).toEqual([]);
  });
});

describe('a verdict', () => {
  const found = (behaviour: BotReason[], hints: BotReason[] = []): Suspicion => ({ behaviour, hints });

  it('stands on what a program says of itself, and tells what else it did', () => {
    expect(botReasons(found([]), ['webdriver'])).toEqual(['webdriver']);
    expect(botReasons(found(['jumps'], ['viewport']), ['user-agent'])).toEqual(['user-agent', 'jumps']);
  });

  it('never stands on behaviour alone, nor on hints', () => {
    expect(botReasons(found(['jumps', 'even-clicks', 'too-fast']), [])).toEqual([]);
    expect(botReasons(found([], ['viewport', 'no-language']), [])).toEqual([]);
    expect(botReasons(found(['jumps'], ['viewport']), [])).toEqual([]);
  });

  it('stands on two behaviours beside a hint', () => {
    expect(botReasons(found(['jumps', 'even-clicks'], ['viewport']), [])).toEqual(['jumps', 'even-clicks', 'viewport']);
    expect(botReasons(found(['jumps', 'even-clicks']), [], ['no-touch'])).toEqual(['jumps', 'even-clicks', 'no-touch']);
  });
});

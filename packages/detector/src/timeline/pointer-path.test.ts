import { describe, expect, it } from 'vitest';
import { circling, el, page, type RecordingBuilder, shaking } from '../recording-builder.ts';
import type { FlurryStep } from './pointer-path.ts';
import { toTimelines } from './timelines.ts';

const open = () => page(el('button', { id: 'pay' }, 'Pay now'), el('canvas', { id: 'board' }));
const flurries = (recording: RecordingBuilder): FlurryStep[] =>
  toTimelines([recording.tab()], { closed: true })
    .flatMap(({ steps }) => steps)
    .filter((step) => step.kind === 'flurry');

describe('the way of the pointer', () => {
  it('is measured by its turns: circles and shaking alike', () => {
    const [circles] = flurries(open().wander('#pay', circling(80, 350, 2_500)));
    expect(circles?.box).toBeGreaterThan(120);
    expect(circles?.box).toBeLessThan(170);
    expect(circles?.turned).toBeGreaterThan(1_500);
    const [shakes] = flurries(open().wander('#pay', shaking(120, 300, 2_500)));
    expect(shakes?.turned).toBeGreaterThan(1_500);
    expect(shakes?.target?.label).toBe('button "Pay now"');
  });

  it('has the times of its positions, not of the events that tell them', () => {
    const visit = open();
    const from = visit.at;
    const [flurry] = flurries(visit.wander('#pay', circling(80, 350, 2_500)));
    expect(flurry!.at).toBeGreaterThanOrEqual(from);
    expect(flurry!.until - flurry!.at).toBeGreaterThan(2_000);
    expect(flurries(visit)).toHaveLength(1);
  });

  it('is no flurry when it is slow, straight, small, dragged or drawn', () => {
    expect(flurries(open().wander('#pay', circling(80, 3_000, 6_000)))).toEqual([]);
    expect(
      flurries(
        open().wander(
          '#pay',
          Array.from({ length: 60 }, (_, n) => [n * 20, 300]),
        ),
      ),
    ).toEqual([]);
    expect(flurries(open().wander('#pay', shaking(2, 300, 3_000)))).toEqual([]);
    expect(flurries(open().wander('#board', circling(80, 350, 2_500)))).toEqual([]);
    const dragged = open();
    dragged.click(
      '#pay',
      () => {},
      () => dragged.wander('#pay', circling(80, 350, 2_500)),
    );
    expect(flurries(dragged)).toEqual([]);
  });

  it('begins anew after a rest and in another view', () => {
    const twice = open()
      .wander('#pay', circling(80, 350, 2_500))
      .wait(3_000);
    expect(flurries(twice.wander('#pay', circling(80, 350, 2_500)))).toHaveLength(2);
  });
});

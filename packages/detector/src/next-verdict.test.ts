import { describe, expect, it } from 'vitest';
import { detect } from './detect.ts';
import { el, page, type RecordingBuilder } from './recording-builder.ts';

const shop = () => page(el('button', { id: 'pay' }, 'Pay now'), el('p', { id: 'note' }, 'Nothing yet'));

/** Milliseconds after the recording's last event at which silence would tell more, when `after` of them are known to be silent. */
function next(recording: RecordingBuilder, after: number, closed = false): number {
  const until = closed ? Number.POSITIVE_INFINITY : recording.at + after;
  return detect([recording.tab()], { closed, until }).nextVerdictAt - recording.at;
}

describe('the next verdict of silence', () => {
  it('is that of the click: rage, dead, and nothing more', () => {
    const recording = shop().wait(1_000).click('#pay');
    expect([0, 299, 300, 2_999, 3_000, 6_999].map((after) => next(recording, after))).toEqual([
      300, 300, 3_000, 3_000, 7_000, 7_000,
    ]);
    expect(next(recording, 7_000)).toBe(Number.POSITIVE_INFINITY);
  });

  it('is not waited for after an answer, on what is not judged, and once nothing more will come', () => {
    expect(
      next(
        shop().click('#pay', (own) => own.text('#note', 'Paid')),
        0,
      ),
    ).toBe(Number.POSITIVE_INFINITY);
    expect(next(page(el('canvas', { id: 'game' })).click('#game'), 0)).toBe(Number.POSITIVE_INFINITY);
    expect(next(shop().click('#pay'), 0, true)).toBe(Number.POSITIVE_INFINITY);
  });

  it('of several clicks is the first that comes, and follows the settings of the project', () => {
    const recording = shop().click('#pay').wait(2_000).click('#pay');
    expect(next(recording, 400)).toBe(3_000 - 2_060);
    const settings = { signals: { 'dead-click': { options: { silentMs: 5_000 } } } };
    const told = detect([recording.tab()], { closed: false, until: recording.at + 400, settings });
    expect(told.nextVerdictAt - recording.at).toBe(5_000 - 2_060);
  });
});

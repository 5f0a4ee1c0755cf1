import { PLUGIN } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { el, RecordingBuilder } from '../recording-builder.ts';
import { type TabRecording, toTimelines } from './timelines.ts';
import type { ViewStep } from './view-steps.ts';

const SHOP = 'https://shop.test';
const open = (path: string) => new RecordingBuilder().open(SHOP + path, el('a', { id: 'next', href: '/b' }, 'Next'));
const stepsOf = (tab: TabRecording, closed = true): ViewStep[] =>
  toTimelines([tab], { closed })
    .flatMap(({ steps }) => steps)
    .filter((step) => step.kind === 'view');
const views = (recording: RecordingBuilder, closed = true) => stepsOf(recording.tab(), closed);
const link = el('a', { id: 'next', href: '/b' }, 'Next');

describe('page views', () => {
  it('tell how they came and how they were left', () => {
    const visit = open('/a').wait(3_000).click('#next').open(`${SHOP}/b`, link).wait(1_500).open(`${SHOP}/a`, link);
    expect(views(visit.wait(10_000)).map(({ page, came, went }) => [page, came, went])).toEqual([
      ['/a', 'opened', 'link'],
      ['/b', 'link', 'back'],
      ['/a', 'back', 'ended'],
    ]);
    expect(views(visit, false).at(-1)?.went).toBe('open');
  });

  it('take the word of the page for its routes', () => {
    const app = open('/').wait(2_000).click('#next').navigate(`${SHOP}/b`).wait(2_000).navigate(`${SHOP}/`, 'pop');
    expect(views(app.wait(2_000)).map(({ came, sure }) => [came, sure])).toEqual([
      ['opened', true],
      ['link', true],
      ['back', false],
    ]);
  });

  it('are timed while they are in the foreground', () => {
    const away = open('/a').wait(2_000).visibility('hidden').wait(60_000).visibility('visible').wait(3_000);
    expect(views(away.error())[0]).toMatchObject({ shownMs: 5_000, background: false });
    const behind = open('/a').wait(30_000).visibility('visible').wait(4_000).error();
    expect(views(behind)[0]).toMatchObject({ shownMs: 4_000, background: true });
  });

  it('know whether anybody was there', () => {
    expect(views(open('/a').wait(2_000).error())[0]?.active).toBe(false);
    expect(views(open('/a').wait(2_000).move('#next'))[0]?.active).toBe(true);
  });

  it('carry what the document said of how it feels', () => {
    const slow = open('/a').wait(2_000).plugin(PLUGIN.vital, { name: 'LCP', value: 5_200 });
    expect(views(slow)[0]?.vitals).toEqual({ LCP: 5_200 });
  });

  it('are torn where a part is missing', () => {
    const visit = open('/a')
      .wait(3_000)
      .open(`${SHOP}/b`, link)
      .wait(1_500)
      .open(`${SHOP}/c`, link)
      .wait(2_000)
      .error();
    const tab = visit.tab();
    const before = tab.events.findLastIndex(({ type }) => type === 4);
    expect(stepsOf({ ...tab, gaps: [{ before, batches: 1 }] }).map(({ torn }) => torn)).toEqual([false, true, true]);
  });
});

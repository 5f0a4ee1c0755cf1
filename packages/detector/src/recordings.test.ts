import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isRecordedEvent, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { botReasons } from './bots.ts';
import { type Detection, detect } from './detect.ts';

const FOLDER = new URL('../../../../shared/data/recordings/', import.meta.url);
const isThere = existsSync(FOLDER);
if (!isThere)
  console.info(`skipped: recordings from the wild are not in ${FOLDER.pathname}; they are not part of the project.`);

/** Sessions of the wild last at most some hours; one page was left open for four. */
const LONGEST_MS = 24 * 60 * 60 * 1000;

const files = isThere ? readdirSync(FOLDER).filter((name) => name.endsWith('.json') && !/^(?:index|_)/.test(name)) : [];
const read = (file: string) => JSON.parse(readFileSync(new URL(file, FOLDER), 'utf8')) as RecordedEvent[];
const found = (file: string, events = read(file)): Detection => detect([{ tab: 'file', events }], { closed: true });

/** `right`: the replay shows it. `wrong`: it does not. `unclear`: the replay cannot tell. */
type Judgement = 'right' | 'wrong' | 'unclear';

/**
 * What is marked in the recordings from the wild, each looked at in the replay or event by event: the README tells what was seen. A
 * change of this list is a change of what the detector calls struggle.
 */
const JUDGED: Record<string, [signal: string, judgement: Judgement][]> = {
  'AbhinavJangid__rr-web-poc__recording.json': [['thrashed-cursor', 'right']],
  'Cubenest__rrweb-stack__acme-shop-checkout-failure.json': [
    ['error-click', 'right'],
    ['error-message', 'right'],
    ['failed-request', 'right'],
    ['failed-request', 'right'],
    ['js-error', 'right'],
  ],
  'Cubenest__rrweb-stack__playwright-checkout-failure.json': [['error-message', 'right']],
  'SalahaldinBilal__rrweb-stats__form-recordings_0.json': [
    ['dead-click', 'right'],
    ['rage-click', 'right'],
    ['rage-click', 'right'],
    ['rage-click', 'right'],
  ],
  'SalahaldinBilal__rrweb-stats__form-recordings_1.json': [['dead-click', 'right']],
  'SalahaldinBilal__rrweb-stats__form-recordings_2.json': [
    ['dead-click', 'right'],
    ['rage-click', 'right'],
  ],
  'SalahaldinBilal__rrweb-stats__form-recordings_3.json': [
    ['dead-click', 'right'],
    ['dead-click', 'right'],
    ['dead-click', 'right'],
    ['rage-click', 'right'],
    ['rage-click', 'right'],
  ],
  'SalahaldinBilal__rrweb-stats__form-recordings_4.json': [
    ['dead-click', 'right'],
    ['dead-click', 'right'],
    ['dead-click', 'right'],
    ['rage-click', 'right'],
    ['rage-click', 'right'],
    ['rage-click', 'right'],
  ],
  'rrweb-io__rrweb__events_89cabe.json': [
    ['error-message', 'right'],
    ['form-abandonment', 'unclear'],
  ],
  'rrweb-io__rrweb__events_b263af.json': [
    ['error-message', 'right'],
    ['form-abandonment', 'unclear'],
  ],
  'rrweb-io__rrweb__main_098228.json': [
    ['error-message', 'right'],
    ['form-abandonment', 'unclear'],
  ],
  'steel-dev__steel-browser__example-events_164f25.json': [['dead-click', 'wrong']],
  'yunyu__rrweb__5cfdc5c5027439000719e121.json': [['excessive-scroll', 'right']],
};
const judgedSignals = (list: [string, Judgement][]) => list.map(([signal]) => signal);

describe.skipIf(!isThere)('recordings from the wild', () => {
  it('are many', () => expect(files.length).toBeGreaterThan(60));

  it.each(files)('%s is read whole, with times that can be', (file) => {
    const events = read(file);
    const detection = found(file, events);
    expect(detection.events + detection.skipped).toBe(events.length);
    expect(detection.skipped).toBeLessThanOrEqual(events.filter((event) => !isRecordedEvent(event)).length + 2);
    expect(detection.endedAt - detection.startedAt).toBeLessThan(LONGEST_MS);
    for (const { at, until } of detection.findings) {
      expect(at).toBeGreaterThanOrEqual(detection.startedAt);
      expect(until).toBeLessThanOrEqual(detection.endedAt);
    }
    expect(detection.automated).toBe(false);
    expect(botReasons(detection.suspicion, [])).toEqual([]);
  });

  it('are marked where somebody looked and agreed, and nowhere else', () => {
    const marked = files.map(
      (file) =>
        [
          file,
          found(file)
            .findings.map(({ signal }) => signal)
            .sort(),
        ] as const,
    );
    expect(Object.fromEntries(marked.filter(([, list]) => list.length > 0))).toEqual(
      Object.fromEntries(Object.entries(JUDGED).map(([file, list]) => [file, judgedSignals(list)])),
    );
  });

  it('are marked wrongly at most once', () => {
    const judgements = Object.values(JUDGED).flatMap((list) => list.map(([, judgement]) => judgement));
    expect(judgements.filter((judgement) => judgement === 'wrong').length).toBeLessThanOrEqual(1);
  });

  it.each(Object.keys(JUDGED))('%s, cut anywhere, is still read', (file) => {
    const events = read(file);
    for (let part = 1; part < 10; part++) {
      const cut = events.slice(0, Math.floor((events.length * part) / 10));
      expect(found(file, cut).events).toBeGreaterThan(0);
      expect(found(file, events.slice(cut.length)).score.value).toBeLessThanOrEqual(100);
    }
  });
});

import { describe, expect, it } from 'vitest';
import type { Recording } from '../player/recording.ts';
import { finding, worldOf } from '../testing/test-sessions.ts';
import { noticesOf } from './notices.ts';

const QUIET: Recording = {
  events: [],
  firstFrameAt: 0,
  lastAt: 0,
  frames: [],
  actions: [],
  clicks: [],
  beforeFirstSnapshot: 0,
  findings: { refusedEvents: 0, unplayedEvents: 0, refusedNodes: 0, canvases: 0, absentPictures: 0, maskedFields: 0 },
};

type Facts = Parameters<typeof noticesOf>[0];

function ids(part: Partial<Facts>): string[] {
  const facts: Facts = { detail: worldOf([]).detail, findings: [], recording: QUIET, malformed: 0, drift: 0, ...part };
  return noticesOf(facts).map(({ id }) => id);
}

const detail = (part: Partial<Facts['detail']>): Partial<Facts> => ({ detail: worldOf([], part).detail });
const recorded = (part: Partial<Recording['findings']>): Partial<Facts> => ({
  recording: { ...QUIET, findings: { ...QUIET.findings, ...part } },
});

describe('notices', () => {
  it('are none where nothing is missing', () => expect(ids({})).toEqual([]));

  it.each<[string, Partial<Facts>]>([
    ['gaps', detail({ gaps: 1 })],
    ['dropped', detail({ dropped: 3 })],
    ['skipped', detail({ skipped: 2 })],
    ['processing', detail({ processing: true })],
    ['processing', detail({ closed: false })],
    ['late-snapshot', { recording: { ...QUIET, beforeFirstSnapshot: 4, firstFrameAt: 2_000 } }],
    ['malformed', { malformed: 1 }],
    ['malformed', recorded({ refusedEvents: 1 })],
    ['refused-nodes', recorded({ refusedNodes: 1 })],
    ['drift', { drift: 1 }],
    ['canvas', recorded({ canvases: 1 })],
    ['pictures', recorded({ absentPictures: 1 })],
    ['masked', recorded({ maskedFields: 1 })],
  ])('%s', (id, facts) => expect(ids(facts)).toEqual([id]));

  it('do not complain about events that are never played by design', () => {
    expect(ids(recorded({ unplayedEvents: 50 }))).toEqual([]);
  });

  it('say what is provisional while a session runs', () => {
    const facts: Facts = {
      ...(detail({ closed: false }) as Pick<Facts, 'detail'>),
      findings: [finding({ provisional: true })],
      recording: null,
      malformed: 0,
      drift: 0,
    };
    expect(noticesOf(facts)[0]?.text).toContain('provisional');
  });

  it('put what may be wrong before what is only left out', () => {
    expect(ids({ ...detail({ gaps: 2, closed: false }), ...recorded({ canvases: 1 }), drift: 2 })).toEqual([
      'gaps',
      'drift',
      'canvas',
      'processing',
    ]);
  });
});

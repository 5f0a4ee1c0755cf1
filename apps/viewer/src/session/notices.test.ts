import type { LossRow } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import type { Missing } from '../player/assets/gap.ts';
import { finding, worldOf } from '../testing/test-sessions.ts';
import type { Recorded } from './film-room.ts';
import { noticesOf } from './notices.ts';

const QUIET: Recorded = {
  firstFrameAt: 0,
  beforeFirstSnapshot: 0,
  findings: {
    refusedEvents: 0,
    unplayedEvents: 0,
    refusedNodes: 0,
    canvases: 0,
    picturedCanvases: 0,
    absentPictures: 0,
    maskedFields: 0,
    gaps: [],
    tellsFiles: false,
  },
};

type Facts = Parameters<typeof noticesOf>[0];

function ids(part: Partial<Facts>): string[] {
  const facts: Facts = { detail: worldOf([]).detail, findings: [], recorded: QUIET, drift: 0, ...part };
  return noticesOf(facts).map(({ id }) => id);
}

const detail = (part: Partial<Facts['detail']>): Partial<Facts> => ({ detail: worldOf([], part).detail });
const recorded = (part: Partial<Recorded['findings']>): Partial<Facts> => ({
  recorded: { ...QUIET, findings: { ...QUIET.findings, ...part } },
});

const loss = (kind: LossRow['kind']): LossRow => ({ kind, tab: 'a', at: 1_000, until: 13_000, count: 9, text: 'x' });

describe('notices', () => {
  it('tell all that is missing in one sentence, with its sums and how many places it has', () => {
    const losses = [loss('lost'), loss('missing'), loss('degraded'), loss('degraded')];
    const { detail } = worldOf([], { gaps: 2, dropped: 40, losses });
    const facts: Facts = { detail, findings: [], recorded: null, drift: 0 };
    expect(noticesOf(facts).map(({ text }) => text)).toEqual([
      'Parts of this session are missing: 2 batches never arrived, and the page could not deliver 40 events, at 2 places on the timeline. The replay may jump or show a wrong state there.',
      'For 12 s a part of the page changed too fast to be recorded at full rate.',
    ]);
  });

  it('are none where nothing is missing', () => expect(ids({})).toEqual([]));

  it.each<[string, Partial<Facts>]>([
    ['losses', detail({ gaps: 1 })],
    ['losses', detail({ dropped: 3 })],
    ['degraded', detail({ losses: [loss('degraded')] })],
    ['skipped', detail({ skipped: 2 })],
    ['processing', detail({ processing: true })],
    ['processing', detail({ closed: false })],
    ['late-snapshot', { recorded: { ...QUIET, beforeFirstSnapshot: 4, firstFrameAt: 2_000 } }],
    ['malformed', recorded({ refusedEvents: 1 })],
    ['malformed', recorded({ refusedEvents: 1 })],
    ['refused-nodes', recorded({ refusedNodes: 1 })],
    ['drift', { drift: 1 }],
    ['canvas', recorded({ canvases: 1 })],
    ['pictures', recorded({ absentPictures: 1 })],
    ['gaps', recorded({ gaps: [{ use: 'picture', gap: 'cross-origin', address: '/a' }] })],
    ['sheets', recorded({ gaps: [{ use: 'sheet', gap: 'undelivered', address: '/a' }] })],
    ['masked', recorded({ maskedFields: 1 })],
  ])('%s', (id, facts) => expect(ids(facts)).toEqual([id]));

  it('say of canvases whether there are pictures of them', () => {
    const words = (picturedCanvases: number): string | undefined => {
      const facts = { detail: worldOf([]).detail, findings: [], drift: 0 };
      return noticesOf({ ...facts, ...recorded({ canvases: 2, picturedCanvases }) } as Facts)[0]?.text;
    };
    expect(words(0)).toContain('not recorded');
    expect(words(1)).toContain('two a second');
  });

  it('count what is not kept, with the reasons, the most frequent first', () => {
    const textOf = (...gaps: Omit<Missing, 'address'>[]): string | undefined => {
      const facts = { detail: worldOf([]).detail, findings: [], drift: 0 };
      return noticesOf({ ...facts, ...recorded({ gaps: gaps.map((gap) => ({ ...gap, address: '/a' })) }) } as Facts)[0]
        ?.text;
    };
    const foreign = { use: 'picture', gap: 'cross-origin' } as const;
    expect(textOf({ use: 'font', gap: 'too-large' }, foreign, foreign)).toBe(
      '2 pictures and 1 font of this page are not kept: other origin (2), too large (1).',
    );
    expect(textOf(foreign)).toBe('1 picture of this page is not kept: other origin.');
  });

  it('say of pictures only then that they are never stored, when the page told of none', () => {
    const textOf = (tellsFiles: boolean): string | undefined => {
      const facts = { detail: worldOf([]).detail, findings: [], drift: 0 };
      return noticesOf({ ...facts, ...recorded({ absentPictures: 1, tellsFiles }) } as Facts)[0]?.text;
    };
    expect(textOf(false)).toContain('Pictures, video');
    expect(textOf(true)).toMatch(/^Video and sound/);
  });

  it('do not complain about events that are never played by design', () => {
    expect(ids(recorded({ unplayedEvents: 50 }))).toEqual([]);
  });

  it('say what is provisional while a session runs', () => {
    const facts: Facts = {
      ...(detail({ closed: false }) as Pick<Facts, 'detail'>),
      findings: [finding({ provisional: true })],
      recorded: null,
      drift: 0,
    };
    expect(noticesOf(facts)[0]?.text).toContain('provisional');
  });

  it('put what may be wrong before what is only left out', () => {
    expect(ids({ ...detail({ gaps: 2, closed: false }), ...recorded({ canvases: 1 }), drift: 2 })).toEqual([
      'losses',
      'drift',
      'canvas',
      'processing',
    ]);
  });
});

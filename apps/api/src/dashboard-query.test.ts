import { STRUGGLING_MIN_SCORE } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { type DashboardQuery, dashboardQuery, toQuestion } from './dashboard-query.ts';
import { dashboard as answerSchema } from './dashboard-schemas.ts';
import * as schemas from './schemas.ts';
import { SIGNALS, testApi } from './test-api.ts';

const store = useStore();
const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const NOW = Date.UTC(2026, 10, 21, 12);

const read = (query: Record<string, string>): DashboardQuery => dashboardQuery(SIGNALS).parse(query);
const question = (query: Record<string, string>, countBots = false) =>
  toQuestion(read(query), { project: 'p', countBots, now: NOW });

describe('a question', () => {
  it('is about the last seven days in UTC where nothing is said', () => {
    expect(question({})).toEqual({
      ...{ project: 'p', from: NOW - 7 * DAY, to: NOW, shift: 7 * DAY, step: 'day', tz: 'UTC' },
      ...{ device: '', browser: '', release: '', page: '', signal: '' },
      ...{ minScore: STRUGGLING_MIN_SCORE, bots: false },
    });
  });

  it.each([
    [HOUR / 4, 'minute', DAY],
    [1.5 * HOUR, 'minute', DAY],
    [1.5 * HOUR + 1, 'quarter', DAY],
    [8 * HOUR, 'quarter', DAY],
    [8 * HOUR + 1, 'hour', DAY],
    [DAY, 'hour', DAY],
    [25 * HOUR, 'hour', 2 * DAY],
    [49 * HOUR, 'hour', 3 * DAY],
    [50 * HOUR, 'day', 3 * DAY],
    [7 * DAY, 'day', 7 * DAY],
    [30 * DAY, 'day', 30 * DAY],
    [94 * DAY, 'week', 94 * DAY],
  ])('over %i ms is told by the %s and compared with whole days before', (length, step, shift) => {
    const asked = question({ from: `${NOW - length}`, to: `${NOW}` });
    expect(asked).toMatchObject({ step, shift });
    expect(asked.to - asked.shift).toBeLessThanOrEqual(asked.from);
  });

  it.each([
    ['before', HOUR / 4, HOUR / 4],
    ['day', HOUR / 4, DAY],
    ['week', HOUR / 4, 7 * DAY],
    ['before', 6.5 * DAY, 6.5 * DAY],
    ['day', 6.5 * DAY, 7 * DAY],
    ['week', 6.5 * DAY, 7 * DAY],
    ['week', 7 * DAY, 7 * DAY],
    ['week', 30 * DAY, 35 * DAY],
  ])('with compare=%s over %i ms is compared with %i ms before', (compare, length, shift) => {
    const asked = question({ from: `${NOW - length}`, to: `${NOW}`, compare });
    expect(asked.shift).toBe(shift);
    expect(asked.to - asked.shift).toBeLessThanOrEqual(asked.from);
  });

  it('of a signal counts it at any score', () => {
    expect(question({ signal: 'rage-click' })).toMatchObject({ signal: 'rage-click', minScore: 0 });
  });

  it('counts bots as the server is set, unless it says', () => {
    expect([question({}, true).bots, question({}, false).bots]).toEqual([true, false]);
    expect([question({ bots: 'exclude' }, true).bots, question({ bots: 'include' }, false).bots]).toEqual([
      false,
      true,
    ]);
  });
});

describe('a parameter that cannot be', () => {
  it.each([
    ['tz=Mars/Olympus', '`tz`: expected an IANA time zone such as Europe/Berlin.'],
    ["tz=UTC')", '`tz`: expected an IANA time zone such as Europe/Berlin.'],
    ['tz=SystemV/EST5', '`tz`: expected an IANA time zone such as Europe/Berlin.'],
    ['tz=%2B01:00', '`tz`: expected an IANA time zone such as Europe/Berlin.'],
    ['from=2&to=1', '`from`: expected a time before `to`.'],
    ['from=5&to=5', '`from`: expected a time before `to`.'],
    ['from=2020-01-01&to=2026-01-01', '`from`: expected a time at most 732 days before `to`.'],
    ['signal=boredom', '`signal`: expected one of dead-click, rage-click.'],
    ['compare=year', '`compare`: expected one of before, day, week.'],
    ['bots=only', '`bots`: expected one of auto, include, exclude.'],
    [`page=${'x'.repeat(401)}`, '`page`: expected a text of at most 400 characters.'],
  ])('is 400 and says what was expected: %s', async (query, detail) => {
    const response = await testApi(store.client, 'p').get(`/api/v1/dashboard?${query}`);
    const problem = schemas.problem.parse(await response.json());
    expect(problem).toEqual({ status: 400, name: 'bad_parameter', detail });
  });

  it('H40: SQL in a filter is looked for as text', async () => {
    const hostile = ["' OR 1=1--", '{x:String}', "file('/etc/passwd')", '\u0000', "'; DROP TABLE sessions"];
    for (const text of hostile) {
      for (const name of ['device', 'browser', 'release', 'page']) {
        const response = await testApi(store.client, 'p').get(
          `/api/v1/dashboard?${new URLSearchParams({ [name]: text })}`,
        );
        expect(response.status, `${name}=${text}`).toBe(200);
        expect(await response.json()).toMatchObject({ struggling: { of: { count: 0 } } });
      }
    }
  });
});

describe('a time zone that browsers name', () => {
  it.each([
    'Asia/Calcutta',
    'Asia/Kolkata',
    'Europe/Kiev',
    'Europe/Kyiv',
    'America/Argentina/Buenos_Aires',
    'Etc/GMT+3',
    'europe/BERLIN',
    'utc',
    'us/pacific',
  ])('is known by the store too: %s', async (tz) => {
    const { get } = testApi(store.client, 'p');
    expect((await get(`/api/v1/dashboard?${new URLSearchParams({ tz })}`)).status).toBe(200);
  });
});

describe('days', () => {
  it('begin where the reader is, also when the clock is changed', async () => {
    const { get } = testApi(store.client, 'p');
    const days = { from: '2026-10-23T22:00:00Z', to: '2026-10-26T23:00:00Z', tz: 'Europe/Berlin' };
    const answer = (await (await get(`/api/v1/dashboard?${new URLSearchParams(days)}`)).json()) as {
      buckets: { from: string }[];
    };
    expect(answer.buckets.map(({ from }) => from)).toEqual([
      '2026-10-23T22:00:00.000Z',
      '2026-10-24T22:00:00.000Z',
      '2026-10-25T23:00:00.000Z',
    ]);
  });

  it('have hours that begin at the half where the zone does', async () => {
    const { get } = testApi(store.client, 'p');
    const hours = { from: '2026-11-20T18:30:00Z', to: '2026-11-21T04:00:00Z', tz: 'Asia/Kolkata' };
    const answer = (await (await get(`/api/v1/dashboard?${new URLSearchParams(hours)}`)).json()) as {
      buckets: { from: string; to: string }[];
    };
    const times = answer.buckets.map(({ from, to }) => [from.slice(11, 16), to.slice(11, 16)]);
    expect(times).toHaveLength(10);
    expect(times.slice(-2)).toEqual([
      ['02:30', '03:30'],
      ['03:30', '04:00'],
    ]);
  });

  it.each([
    ['minutes', '2026-11-20T18:00:30Z', '2026-11-20T18:15:30Z', 16, ['18:01', '18:02']],
    ['quarters of an hour', '2026-11-20T18:05:00Z', '2026-11-20T20:00:00Z', 8, ['18:15', '18:30']],
  ])('have %s where the range is short, within it', async (_, from, to, count, second) => {
    const response = await testApi(store.client, 'p').get(`/api/v1/dashboard?${new URLSearchParams({ from, to })}`);
    const { buckets } = answerSchema.parse(await response.json());
    expect(buckets).toHaveLength(count);
    expect([buckets[0]?.from, buckets.at(-1)?.to]).toEqual([from, to].map((time) => new Date(time).toISOString()));
    expect([buckets[1]?.from.slice(11, 16), buckets[1]?.to.slice(11, 16)]).toEqual(second);
  });
});

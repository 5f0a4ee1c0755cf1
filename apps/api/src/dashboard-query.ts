import type { DashboardQuestion } from '@falter/store';
import { type Dashboard, STRUGGLING_MIN_SCORE } from '@falter/wire';
import * as z from 'zod/mini';
import { choice, knownSignal, moment, NAME_MAX_CHARS, parameter, text } from './parameters.ts';
import { ApiError } from './problem.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** Days that one dashboard may cover: two years of weeks are what a chart can show. */
const DAYS_MAX = 732;
/**
 * Up to here minutes are told one by one, then quarters of an hour, hours (the day on which summer time ends has 25), days,
 * weeks beyond: between some ten and a hundred of each.
 */
const BY_MINUTE_MAX_MS = 1.5 * HOUR_MS;
const BY_QUARTER_MAX_MS = 8 * HOUR_MS;
const HOURLY_MAX_MS = 49 * HOUR_MS;
const DAILY_MAX_MS = 93 * DAY_MS;
const DEFAULT_DAYS = 7;

/** What GET /api/v1/dashboard was asked for. Times in epoch milliseconds, 0 for "not said"; '' for "all". */
export interface DashboardQuery {
  from: number;
  to: number;
  tz: string;
  device: string;
  browser: string;
  release: string;
  page: string;
  signal: string;
  bots: 'auto' | 'include' | 'exclude';
  compare: Dashboard['compare'];
}

/** Reads the query of GET /api/v1/dashboard. Every parameter may be absent or empty; what is not listed is ignored. */
export function dashboardQuery(signals: readonly { id: string }[]): z.ZodMiniType<DashboardQuery> {
  return z.object({
    from: moment(0, `Sessions first seen at or after this time; default: ${DEFAULT_DAYS} days before \`to\`.`),
    to: moment(0, 'Sessions first seen before this time; default: now.'),
    tz: parameter({
      fallback: 'UTC',
      about: 'Where hours, days and weeks begin.',
      expected: 'an IANA time zone such as Europe/Berlin',
      read: timeZone,
      schema: { default: 'UTC' },
    }),
    device: text(NAME_MAX_CHARS, 'Only sessions on this kind of device.'),
    browser: text(NAME_MAX_CHARS, 'Only sessions of this browser, named without its version.'),
    release: text(NAME_MAX_CHARS, 'Only sessions of this release of the site.'),
    page: text(NAME_MAX_CHARS, 'Only sessions that saw this page, and only struggle on it.'),
    signal: knownSignal(signals, 'Only this kind of struggle, at any score, in all sessions.'),
    bots: choice(['auto', 'include', 'exclude'], 'auto', 'Whether bots count; auto: as the server is set.'),
    compare: choice(
      ['before', 'day', 'week'],
      'day',
      'Compared with as long a time just before, or as many whole days or weeks earlier as it takes not to overlap.',
    ),
  });
}

/**
 * As the store knows it, which minds case; undefined where there is none. IANA names only: offsets such as +01:00 are none that
 * the store knows, nor are the names of System V, which ICU still has.
 */
function timeZone(name: string): string | undefined {
  if (!/^(?!systemv\/)[a-z][\w+/-]{0,63}$/i.test(name)) return undefined;
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone;
  } catch {
    return undefined;
  }
}

export interface AskedWith {
  project: string;
  /** Whether bots count where the query leaves it open. */
  countBots: boolean;
  /** Epoch milliseconds. */
  now: number;
}

/**
 * The question to the store. The period before is of the same length and lies before: where nothing else is asked, so many
 * whole days earlier, so that today until noon is compared with yesterday until noon and not with the night.
 * @throws ApiError `bad_parameter` for a range that is empty or too long
 */
export function toQuestion(query: DashboardQuery, { project, countBots, now }: AskedWith): DashboardQuestion {
  const to = query.to || now;
  const from = query.from || to - DEFAULT_DAYS * DAY_MS;
  if (from >= to) throw new ApiError('bad_parameter', '`from`: expected a time before `to`.');
  const length = to - from;
  if (length > DAYS_MAX * DAY_MS) {
    throw new ApiError('bad_parameter', `\`from\`: expected a time at most ${DAYS_MAX} days before \`to\`.`);
  }
  const { tz, device, browser, release, page, signal } = query;
  return {
    ...{ project, from, to, tz, device, browser, release, page, signal },
    shift: shiftOf(length, query.compare),
    step: stepOf(length),
    minScore: signal === '' ? STRUGGLING_MIN_SCORE : 0,
    bots: query.bots === 'auto' ? countBots : query.bots === 'include',
  };
}

function shiftOf(length: number, compare: DashboardQuery['compare']): number {
  if (compare === 'before') return length;
  const unit = compare === 'week' ? 7 * DAY_MS : DAY_MS;
  return Math.ceil(length / unit) * unit;
}

function stepOf(length: number): Dashboard['step'] {
  if (length <= BY_MINUTE_MAX_MS) return 'minute';
  if (length <= BY_QUARTER_MAX_MS) return 'quarter';
  if (length <= HOURLY_MAX_MS) return 'hour';
  return length <= DAILY_MAX_MS ? 'day' : 'week';
}

import { ISSUES_START, type IssueCursor, START } from '@falter/store';
import {
  ISSUE_DECIDED,
  ISSUE_NOTE_MAX_CHARS,
  ISSUE_STATES,
  type IssueDecisionWish,
  type IssueState,
  RELEASE_MAX_CHARS,
  type SignalInfo,
} from '@falter/wire';
import * as z from 'zod/mini';
import { choice, knownSignal, moment, parameter, text, whole } from './parameters.ts';

export const ISSUE_SORTS = ['sessions', 'last', 'first'] as const;
export type IssueSort = (typeof ISSUE_SORTS)[number];

const Q_MAX_CHARS = 200;
const LIMIT_MAX = 200;
const LIMIT_DEFAULT = 50;

/** Of which sessions numbers are told. Times in epoch milliseconds; 0 for 30 days before `to`. */
export interface IssueRange {
  from: number;
  to: number;
  bots: 'include' | 'exclude' | '';
}

/** What GET /api/v1/issues was asked for; '' for all. */
export interface IssueQuery extends IssueRange {
  state: IssueState | 'open' | '';
  signal: string;
  q: string;
  sort: IssueSort;
  cursor: string;
  limit: number;
}

const range = {
  from: moment(0, 'Count sessions first seen at or after this time. Default: 30 days before `to`.'),
  to: moment(START.beforeAt, 'Count sessions first seen before this time. Default: now.'),
  bots: choice(['include', 'exclude', ''], '', 'Whether sessions of automated browsers count.'),
};

/** Reads the query of GET /api/v1/issues/ID. */
export const issueRange: z.ZodMiniType<IssueRange> = z.object(range);

/** Reads the query of GET /api/v1/issues. */
export function issueQuery(signals: readonly SignalInfo[]): z.ZodMiniType<IssueQuery> {
  return z.object({
    ...range,
    state: choice(
      [...ISSUE_STATES, 'open', ''],
      '',
      'Only issues in this state; `open`: neither muted nor resolved. Those that somebody decided are told also where none was seen in the range.',
    ),
    signal: knownSignal(signals, 'Only issues that this signal tells of.'),
    q: text(Q_MAX_CHARS, 'Only issues with this text in their title or in the route of a page.'),
    sort: choice(ISSUE_SORTS, 'sessions', 'Most sessions first, seen last first, or newest first.'),
    cursor: parameter({
      fallback: '',
      about: 'Where the page before ended.',
      expected: 'the `next` of an answer',
      read: (given) => (given.length <= 256 ? given : undefined),
    }),
    limit: whole({ min: 1, max: LIMIT_MAX, fallback: LIMIT_DEFAULT }, 'Issues in one answer.'),
  });
}

/** What PUT /api/v1/issues/ID/state may say. */
export const decisionBody: z.ZodMiniType<IssueDecisionWish> = z.strictObject({
  state: z.enum(ISSUE_DECIDED, `expected one of ${ISSUE_DECIDED.join(', ')}`),
  release: z.optional(
    z
      .string('expected a text')
      .check(z.maxLength(RELEASE_MAX_CHARS, `expected at most ${RELEASE_MAX_CHARS} characters`)),
  ),
  note: z.optional(
    z
      .string('expected a text')
      .check(z.maxLength(ISSUE_NOTE_MAX_CHARS, `expected at most ${ISSUE_NOTE_MAX_CHARS} characters`)),
  ),
});

/** The cursor behind a row: base64url of `sort.rank.id`. */
export function writeIssueCursor(sort: IssueSort, { beforeRank, beforeId }: IssueCursor): string {
  return Buffer.from(`${sort}.${beforeRank}.${beforeId}`).toString('base64url');
}

/** The position that a cursor names; undefined when it was not made for the same sort. '' is the start. */
export function readIssueCursor(sort: IssueSort, given: string): IssueCursor | undefined {
  if (given === '') return ISSUES_START;
  const [, rank, id = ''] = Buffer.from(given, 'base64url').toString().split('.');
  const cursor = { beforeRank: Number(rank), beforeId: id };
  const sound = Number.isSafeInteger(cursor.beforeRank) && ISSUE_ID.test(id);
  return sound && writeIssueCursor(sort, cursor) === given ? cursor : undefined;
}

/** As `causeOf` of the detector makes them. */
export const ISSUE_ID: RegExp = /^[\da-f]{16}$/;

import {
  ISSUE_DECIDED,
  ISSUE_STATES,
  type IssueDecision,
  type IssueDetail,
  type IssueExample,
  type IssueList,
  type IssuePart,
  type IssueRow,
} from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './schemas.ts';

const count = z.int().check(z.nonnegative());
const time = z.iso.datetime();
const query = z.record(z.string(), z.string());
const kind = z.enum(['error', 'request', 'element', 'form', 'message', 'page']);

const rowFields = {
  ...{ id: z.string(), kind, title: z.string(), state: z.enum(ISSUE_STATES) },
  ...{ signals: z.array(z.string()), pages: z.array(z.string()) },
  ...{ sessions: count, persons: count, meanScore: z.number(), trend: z.array(count) },
  ...{ firstSeenAt: time, lastSeenAt: time, firstRelease: z.string(), lastRelease: z.string(), query },
};

const issueRow: z.ZodMiniType<IssueRow> = named('IssueRow', z.strictObject(rowFields));

export const issueList: z.ZodMiniType<IssueList> = named(
  'IssueList',
  z.strictObject({ from: time, to: time, issues: z.array(issueRow), next: z.nullable(z.string()) }),
);

const decision: z.ZodMiniType<IssueDecision> = named(
  'IssueDecision',
  z.strictObject({ state: z.enum(ISSUE_DECIDED), release: z.string(), at: time, by: z.string(), note: z.string() }),
);

const part: z.ZodMiniType<IssuePart> = named(
  'IssuePart',
  z.strictObject({ name: z.string(), sessions: count, firstSeenAt: time, lastSeenAt: time, query }),
);

const example: z.ZodMiniType<IssueExample> = named(
  'IssueExample',
  z.strictObject({
    ...{ session: z.string(), finding: z.string(), signal: z.string(), at: z.number(), page: z.string() },
    ...{ why: z.string(), seenAt: time, release: z.string(), browser: z.string(), os: z.string() },
    ...{ device: z.string(), score: count, person: z.string(), hasStack: z.boolean() },
  }),
);

export const issueDetail: z.ZodMiniType<IssueDetail> = named(
  'IssueDetail',
  z.strictObject({
    ...rowFields,
    ...{ from: time, to: time, decision: z.nullable(decision) },
    ...{ releases: z.array(part), where: z.array(part), browsers: z.array(part), devices: z.array(part) },
    ...{ examples: z.array(example), history: z.array(decision) },
  }),
);

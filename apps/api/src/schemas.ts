import type {
  Evidence,
  FindingList,
  FindingRow,
  LossRow,
  MarkRow,
  NoteRow,
  PageRow,
  PersonWish,
  PersonWishAnswer,
  Problem,
  Role,
  SessionDetail,
  SignalInfo,
  SignalOption,
  TabRow,
  Target,
  Vitals,
} from '@falter/wire';
import { BOT_REASONS } from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './named-schema.ts';
import { rowFields } from './session-list-schemas.ts';

// The types of the wire are the truth; these describe them for /api/openapi.json, and the tests hold every answer
// against them. Each is strict: a field that is not described here fails a test.

export { named } from './named-schema.ts';
export { searchValues, sessionList } from './session-list-schemas.ts';

const count = z.int().check(z.nonnegative());
const share = z.number().check(z.gte(0), z.lte(1));
const ms = z.number();

const tabRow: z.ZodMiniType<TabRow> = named(
  'TabRow',
  z.strictObject({ id: z.string(), batches: count, events: count, bytes: count }),
);

export const vitals: z.ZodMiniType<Vitals> = named(
  'Vitals',
  z.strictObject({
    LCP: z.optional(ms),
    CLS: z.optional(ms),
    INP: z.optional(ms),
    FCP: z.optional(ms),
    TTFB: z.optional(ms),
  }),
);

const noteKind: z.ZodMiniType<NoteRow['kind']> = z.enum([
  'console',
  'resource',
  'csp',
  'dialog',
  'clipboard',
  'track',
  'mark',
  'foreign-error',
]);

const lossRow: z.ZodMiniType<LossRow> = named(
  'LossRow',
  z.strictObject({
    kind: z.enum(['lost', 'missing', 'degraded']),
    tab: z.string(),
    at: ms,
    until: ms,
    count,
    text: z.string(),
  }),
);

const noteRow: z.ZodMiniType<NoteRow> = named(
  'NoteRow',
  z.strictObject({ kind: noteKind, tab: z.string(), at: ms, text: z.string() }),
);

const markRow: z.ZodMiniType<MarkRow> = named('MarkRow', z.strictObject({ step: z.string(), tab: z.string(), at: ms }));

const pageRow: z.ZodMiniType<PageRow> = named(
  'PageRow',
  z.strictObject({
    id: z.string(),
    tab: z.string(),
    url: z.string(),
    title: z.string(),
    at: ms,
    until: ms,
    vitals: z.optional(vitals),
  }),
);

export const sessionDetail: z.ZodMiniType<SessionDetail> = named(
  'SessionDetail',
  z.strictObject({
    ...rowFields,
    endedAt: z.iso.datetime(),
    closed: z.boolean(),
    botReasons: z.array(z.enum(BOT_REASONS)),
    viewport: z.string(),
    language: z.string(),
    tabs: z.array(tabRow),
    pageViews: z.array(pageRow),
    dropped: count,
    gaps: count,
    skipped: count,
    hasSnapshot: z.boolean(),
    recording: z.boolean(),
    processing: z.boolean(),
    attributes: z.record(z.string(), z.string()),
    supportCode: z.string(),
    marks: z.array(markRow),
    losses: z.array(lossRow),
    notes: z.array(noteRow),
  }),
);

const target: z.ZodMiniType<Target> = named(
  'Target',
  z.strictObject({ nodeId: z.int(), tag: z.string(), label: z.string(), selector: z.string() }),
);

const evidence: z.ZodMiniType<Evidence> = named(
  'Evidence',
  z.strictObject({ kind: z.string(), at: ms, text: z.string() }),
);

const findingRow: z.ZodMiniType<FindingRow> = named(
  'FindingRow',
  z.strictObject({
    id: z.string(),
    signal: z.string(),
    version: count,
    tab: z.string(),
    at: ms,
    until: ms,
    timestamp: ms,
    page: z.string(),
    target: z.nullable(target),
    evidence: z.array(evidence),
    why: z.string(),
    confidence: share,
    provisional: z.boolean(),
    issue: z.string(),
  }),
);

export const findingList: z.ZodMiniType<FindingList> = named(
  'FindingList',
  z.strictObject({ findings: z.array(findingRow) }),
);

const signalOption: z.ZodMiniType<SignalOption> = named(
  'SignalOption',
  z.strictObject({
    name: z.string(),
    label: z.string(),
    unit: z.string(),
    min: z.number(),
    max: z.number(),
    step: z.number(),
    standard: z.number(),
  }),
);

export const signalInfo: z.ZodMiniType<SignalInfo> = named(
  'SignalInfo',
  z.strictObject({
    id: z.string(),
    title: z.string(),
    summary: z.string(),
    weight: z.number(),
    options: z.array(signalOption),
  }),
);

export const signalList: z.ZodMiniType<{ signals: SignalInfo[] }> = named(
  'SignalList',
  z.strictObject({ signals: z.array(signalInfo) }),
);

export const role: z.ZodMiniType<Role> = named('Role', z.enum(['admin', 'product', 'support', 'numbers']));

const personWish: z.ZodMiniType<PersonWish> = named(
  'PersonWish',
  z.strictObject({
    person: z.string(),
    wishedBy: z.string(),
    wishedAt: z.iso.datetime(),
    expiresAt: z.iso.datetime(),
  }),
);

export const personWishAnswer: z.ZodMiniType<PersonWishAnswer> = named(
  'PersonWishAnswer',
  z.strictObject({ wish: z.nullable(personWish) }),
);

export const problem: z.ZodMiniType<Problem> = named(
  'Problem',
  z.strictObject({ status: z.int(), name: z.string(), detail: z.string() }),
);

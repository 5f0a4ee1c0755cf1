import type { MatchRow, SearchValues, SessionList, SessionRow, SignalCount, StripMark } from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './named-schema.ts';

const count = z.int().check(z.nonnegative());
const ms = z.number();

const signalCount: z.ZodMiniType<SignalCount> = named('SignalCount', z.strictObject({ signal: z.string(), count }));

const stripMark: z.ZodMiniType<StripMark> = named(
  'StripMark',
  z.strictObject({ signal: z.string(), at: ms, until: ms }),
);

const matchRow: z.ZodMiniType<MatchRow> = named(
  'MatchRow',
  z.strictObject({ term: z.string(), field: z.string(), text: z.string(), from: count, to: count }),
);

/** What a list tells of a session, and a session of itself. */
export const rowFields: { [Name in keyof SessionRow]-?: z.ZodMiniType<SessionRow[Name]> } = {
  id: z.string(),
  startedAt: z.iso.datetime(),
  arrivedAt: z.iso.datetime(),
  durationMs: ms,
  entryUrl: z.string(),
  title: z.string(),
  score: z.int().check(z.gte(0), z.lte(100)),
  bot: z.boolean(),
  live: z.boolean(),
  findings: z.array(signalCount),
  browser: z.string(),
  os: z.string(),
  device: z.string(),
  release: z.string(),
  pages: count,
  clicks: count,
  person: z.string(),
  traits: z.record(z.string(), z.string()),
  strip: z.optional(z.array(stripMark)),
  why: z.optional(z.array(matchRow)),
  processing: z.optional(z.boolean()),
};

const sessionRow: z.ZodMiniType<SessionRow> = named('SessionRow', z.strictObject(rowFields));

export const sessionList: z.ZodMiniType<SessionList> = named(
  'SessionList',
  z.strictObject({
    sessions: z.array(sessionRow),
    next: z.nullable(z.string()),
    warnings: z.optional(z.array(z.string())),
    excludedBy: z.optional(z.array(z.string())),
  }),
);

const texts = z.array(z.string());

export const searchValues: z.ZodMiniType<SearchValues> = named(
  'SearchValues',
  z.strictObject({
    urls: texts,
    errors: texts,
    elements: texts,
    browsers: texts,
    systems: texts,
    releases: texts,
    attributes: texts,
    tags: texts,
  }),
);

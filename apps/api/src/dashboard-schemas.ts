import type {
  ComparedShare,
  Counted,
  Dashboard,
  DashboardBucket,
  DashboardCause,
  DashboardElement,
  DashboardRow,
  Estimate,
  Ranking,
  ShareNow,
} from '@falter/wire';
import * as z from 'zod/mini';

// The types of the wire are the truth; these describe them for /api/openapi.json, as those in schemas.ts do.

const count = z.int().check(z.nonnegative());
const time = z.iso.datetime();

function named<T extends z.ZodMiniType>(id: string, schema: T): T {
  z.globalRegistry.add(schema, { id });
  return schema;
}

const counted: z.ZodMiniType<Counted> = named(
  'Counted',
  z.strictObject({ count, query: z.record(z.string(), z.string()) }),
);

const estimate: z.ZodMiniType<Estimate> = named(
  'Estimate',
  z.strictObject({ value: z.number(), low: z.number(), high: z.number() }),
);

const shareFields = { found: counted, of: counted, share: z.nullable(estimate) };
const shareNow: z.ZodMiniType<ShareNow> = named('ShareNow', z.strictObject(shareFields));
const comparedFields = { ...shareFields, previous: shareNow, change: z.nullable(estimate) };
const compared: z.ZodMiniType<ComparedShare> = named('ComparedShare', z.strictObject(comparedFields));

const row: z.ZodMiniType<DashboardRow> = named('DashboardRow', z.strictObject({ name: z.string(), ...comparedFields }));

const element: z.ZodMiniType<DashboardElement> = named(
  'DashboardElement',
  z.strictObject({
    ...{ signal: z.string(), page: z.string(), element: z.string() },
    ...{ meanScore: z.number().check(z.gte(0), z.lte(100)), ...comparedFields },
  }),
);

const part = z.strictObject({
  signal: z.string(),
  element: z.string(),
  messages: z.array(z.string()),
  issue: z.string(),
});
const cause: z.ZodMiniType<DashboardCause> = named(
  'DashboardCause',
  z.strictObject({
    ...{ page: z.string(), parts: z.array(part), meanScore: z.number().check(z.gte(0), z.lte(100)) },
    ...comparedFields,
  }),
);

const bucket: z.ZodMiniType<DashboardBucket> = named(
  'DashboardBucket',
  z.strictObject({ from: time, to: time, now: shareNow, previous: shareNow }),
);

function ranking<Row>(schema: z.ZodMiniType<Row>): z.ZodMiniType<Ranking<Row>> {
  return z.strictObject({ rows: z.array(schema), more: count });
}

export const dashboard: z.ZodMiniType<Dashboard> = named(
  'Dashboard',
  z.strictObject({
    ...{ from: time, to: time, previousFrom: time, previousTo: time },
    ...{ compare: z.enum(['before', 'day', 'week']), step: z.enum(['minute', 'quarter', 'hour', 'day', 'week']) },
    ...{ tz: z.string(), minScore: count, botsCount: z.boolean(), at: time },
    ...{ recorded: z.boolean(), struggling: compared, flagged: counted, bots: counted, buckets: z.array(bucket) },
    ...{ signals: ranking(row), pages: ranking(row), elements: ranking(element) },
    ...{ causes: ranking(cause), improved: ranking(cause) },
    ...{ devices: ranking(row), browsers: ranking(row), releases: ranking(row) },
  }),
);

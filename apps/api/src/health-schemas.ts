import type { Arrivals, Health, HealthPart, Keeping, RefusalList } from '@falter/wire';
import { QUARANTINE_REASONS, WIRE_ERRORS } from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './schemas.ts';

const count = z.int().check(z.nonnegative());
const known = z.nullable(z.number());
const when = z.nullable(z.iso.datetime());
const time = z.iso.datetime();

const names = Object.keys(WIRE_ERRORS) as (keyof typeof WIRE_ERRORS)[];
const reason = z.enum(['failed', ...names]);
const outcome = z.enum(['script', 'stored', 'duplicate', 'failed', ...names]);

function partOf<Facts>(facts: z.ZodMiniType<Facts>): z.ZodMiniType<HealthPart<Facts>> {
  const state = z.enum(['ok', 'warning', 'failing', 'unknown']);
  return z.strictObject({ state, cause: z.string(), todo: z.string(), since: when, facts });
}

const recording = z.strictObject({
  lastBatchAt: when,
  lastScriptAt: when,
  storedLastHour: known,
  storedLastDay: known,
  refusedLastHour: known,
  refusedLastDay: known,
});

const detecting = z.strictObject({
  lastBeatAt: when,
  behindMs: known,
  waitingSessions: known,
  failingSessions: known,
});

const storing = z.strictObject({
  meanInsertMs: known,
  slowestInsertMs: known,
  damagedParts: known,
  freeBytes: known,
  totalBytes: known,
  keptBytes: known,
  keptBatches: known,
  oldestRecordingAt: when,
});

export const health: z.ZodMiniType<Health> = named(
  'Health',
  z.strictObject({
    project: z.string(),
    recording: partOf(recording),
    detecting: partOf(detecting),
    storing: partOf(storing),
  }),
);

const told = { origin: z.string(), keyHint: z.string(), count, lastAt: time, meaning: z.string(), todo: z.string() };

export const refusalList: z.ZodMiniType<RefusalList> = named(
  'RefusalList',
  z.strictObject({ refusals: z.array(named('Refusal', z.strictObject({ reason, ...told }))) }),
);

const guard = z.strictObject({
  active: z.boolean(),
  nothingLeft: z.boolean(),
  recordingBytes: count,
  budgetBytes: known,
  keepsFreeBytes: count,
  droppedDays: count,
  droppedBatches: count,
});

const dropped = z.strictObject({ at: time, what: z.string(), why: z.string(), batches: count });

const keptApart = z.strictObject({
  reason: z.enum(QUARANTINE_REASONS),
  batches: count,
  lastAt: time,
  meaning: z.string(),
  todo: z.string(),
});

export const keeping: z.ZodMiniType<Keeping> = named(
  'Keeping',
  z.strictObject({
    guard: z.nullable(guard),
    dropped: z.array(dropped),
    apart: z.array(keptApart),
    sessions: count,
    incomplete: count,
  }),
);

export const arrivals: z.ZodMiniType<Arrivals> = named(
  'Arrivals',
  z.strictObject({
    project: z.string(),
    now: time,
    writeKey: z.string(),
    origins: z.array(z.string()),
    arrived: z.array(named('Arrived', z.strictObject({ outcome, ...told }))),
    newestSession: z.nullable(z.strictObject({ id: z.string(), startedAt: time })),
    demoUrl: z.string(),
  }),
);

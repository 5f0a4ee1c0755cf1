import type { PartRow, RecordingParts } from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './schemas.ts';

// The parts of a recording for /api/openapi.json, as `schemas.ts` has the rest.

const count = z.int().check(z.nonnegative());
const ms = z.number();

const partRow: z.ZodMiniType<PartRow> = named(
  'PartRow',
  z.strictObject({
    seq: count,
    events: count,
    bytes: count,
    from: ms,
    until: ms,
    snapshots: z.array(ms),
    before: count,
    acts: z.array(z.tuple([ms, ms, count])),
    told: z.array(z.string()),
  }),
);

export const recordingParts: z.ZodMiniType<RecordingParts> = named(
  'RecordingParts',
  z.strictObject({
    tabs: z.array(z.strictObject({ id: z.string(), parts: z.array(partRow) })),
    absent: z.array(z.string()),
  }),
);

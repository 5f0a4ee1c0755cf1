import { QUARANTINE_REASONS, type QuarantineList } from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './schemas.ts';

/** The answer of GET /quarantine. */
export const quarantineList: z.ZodMiniType<QuarantineList> = named(
  'QuarantineList',
  z.strictObject({
    batches: z.array(
      named(
        'QuarantineRow',
        z.strictObject({
          reason: z.enum(QUARANTINE_REASONS),
          project: z.string(),
          session: z.string(),
          tab: z.string(),
          seq: z.int(),
          receivedAt: z.iso.datetime(),
          page: z.string(),
          userAgent: z.string(),
          events: z.int(),
          bytes: z.int(),
        }),
      ),
    ),
    more: z.boolean(),
  }),
);

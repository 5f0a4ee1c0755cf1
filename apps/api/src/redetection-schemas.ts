import type { Redetection, RedetectionWish, SignalInfo } from '@falter/wire';
import * as z from 'zod/mini';
import { progressFields } from './detection-schemas.ts';
import { readTime } from './read-time.ts';
import { named } from './schemas.ts';

export function redetectionBody(signals: readonly SignalInfo[]): z.ZodMiniType<RedetectionWish> {
  const ids = signals.map(({ id }) => id);
  const expected = 'expected an ISO 8601 time';
  const time = z.string(expected).check(z.refine((text) => readTime(text) !== undefined, expected));
  const fields = {
    from: time,
    to: time,
    signals: z.optional(z.array(z.enum(ids, `expected signals: ${ids.join(', ')}`), 'expected a list of signals')),
    dryRun: z.optional(z.boolean('expected true or false')),
  };
  return z.strictObject(fields, `expected only ${Object.keys(fields).join(', ')}`);
}

export const redetection: z.ZodMiniType<Redetection> = named(
  'Redetection',
  z.strictObject({ ...progressFields, signals: z.array(z.string()), dryRun: z.boolean() }),
);

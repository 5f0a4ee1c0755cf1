import type { PersonNeighbours, PersonSumsRow } from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './named-schema.ts';

const count = z.int().check(z.nonnegative());
const time = z.nullable(z.iso.datetime());

export const personSums: z.ZodMiniType<PersonSumsRow> = named(
  'PersonSums',
  z.strictObject({
    sessions: count,
    struggling: count,
    firstSeenAt: time,
    lastSeenAt: time,
    findings: z.array(z.strictObject({ signal: z.string(), count })),
  }),
);

export const personNeighbours: z.ZodMiniType<PersonNeighbours> = named(
  'PersonNeighbours',
  z.strictObject({ previous: z.nullable(z.string()), next: z.nullable(z.string()) }),
);

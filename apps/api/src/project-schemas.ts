import {
  ORIGINS_MAX,
  originFault,
  PROJECT_NAME_MAX_CHARS,
  type ProjectChange,
  type ProjectList,
  type ProjectSettings,
  RETENTION_DAYS_MAX,
  RETENTION_DAYS_MIN,
} from '@falter/wire';
import * as z from 'zod/mini';
import { isPlainName } from './plain-name.ts';
import { siteSettings, siteSettingsChange } from './recording-schemas.ts';
import { redactionChange, redactionSettings } from './redaction-schemas.ts';
import { named } from './schemas.ts';

const row = { id: z.string(), name: z.string() };
const when = z.nullable(z.iso.datetime());

export const projectList: z.ZodMiniType<ProjectList> = named(
  'ProjectList',
  z.strictObject({ projects: z.array(named('ProjectRow', z.strictObject(row))) }),
);

const writeKey = named(
  'WriteKey',
  z.strictObject({ key: z.string(), madeAt: when, lastUsedAt: when, byEnvironment: z.boolean() }),
);

export const projectSettings: z.ZodMiniType<ProjectSettings> = named(
  'ProjectSettings',
  z.strictObject({
    ...row,
    revision: z.int(),
    keys: z.array(writeKey),
    origins: z.array(z.string()),
    originsByEnvironment: z.boolean(),
    retentionDays: z.int(),
    retentionFlaggedDays: z.int(),
    recording: siteSettings,
    redaction: redactionSettings,
  }),
);

const name = z.string(`expected a text of 1 to ${PROJECT_NAME_MAX_CHARS} characters`).check(
  z.trim(),
  z.minLength(1, 'expected a name'),
  z.maxLength(PROJECT_NAME_MAX_CHARS, `expected at most ${PROJECT_NAME_MAX_CHARS} characters`),
  z.refine((text) => text === '' || isPlainName(text), 'expected a name in plain characters, on one line'),
);

const origin = z.string('expected a text').check(
  z.maxLength(300, 'expected at most 300 characters'),
  z.refine((text) => originFault(text) === undefined, { error: ({ input }) => originFault(String(input))?.why }),
);

const origins = z
  .array(origin, 'expected a list of origins')
  .check(z.maxLength(ORIGINS_MAX, `expected at most ${ORIGINS_MAX} origins`));

const DAYS = `expected a whole number of days from ${RETENTION_DAYS_MIN} to ${RETENTION_DAYS_MAX}`;
const days = z.int(DAYS).check(z.gte(RETENTION_DAYS_MIN, DAYS), z.lte(RETENTION_DAYS_MAX, DAYS));

/** The body of POST /projects. */
export const newProjectBody: z.ZodMiniType<{ name: string }> = z.strictObject(
  { name },
  'expected `name` alone; the id and a write key are made from it',
);

/** The body of PATCH /projects/ID. */
export const projectChange: z.ZodMiniType<ProjectChange> = z.strictObject(
  {
    revision: z.int('expected the `revision` of the settings that the change was made from'),
    name: z.optional(name),
    origins: z.optional(origins),
    retentionDays: z.optional(days),
    retentionFlaggedDays: z.optional(days),
    recording: z.optional(siteSettingsChange),
    redaction: z.optional(redactionChange),
  },
  'expected `revision` with `name`, `origins`, `retentionDays`, `recording` or `redaction`; keys have routes of their own',
);

/** The body of POST /projects/ID/keys/retire. */
export const retireBody: z.ZodMiniType<{ key: string }> = z.strictObject(
  { key: z.string('expected a write key') },
  'expected `key` alone',
);

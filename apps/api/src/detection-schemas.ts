import {
  type DetectionSettings,
  type FlagCount,
  PAGE_PATTERN_MAX_CHARS,
  PAGE_PATTERNS_MAX,
  type Preview,
  type PreviewResult,
  type PreviewWish,
  type ProjectDetection,
  type SignalInfo,
  type SignalOption,
  type SignalPreview,
  type SignalSettings,
  WEIGHT_MAX,
} from '@falter/wire';
import * as z from 'zod/mini';
import { named, signalInfo } from './schemas.ts';

const pattern = z.string('expected a text').check(
  z.maxLength(PAGE_PATTERN_MAX_CHARS, `expected at most ${PAGE_PATTERN_MAX_CHARS} characters`),
  // Not what cannot match: a URL has no spaces, and a query is not part of a page's place.
  z.regex(/^(?![a-z][a-z0-9+.-]*:\/\/)[^\s?]+$/i, 'expected a path, or host and path, without https:// and query'),
);

const patterns = z
  .array(pattern, 'expected a list of page patterns')
  .check(z.maxLength(PAGE_PATTERNS_MAX, `expected at most ${PAGE_PATTERNS_MAX} page patterns`));

function numberFrom(min: number, max: number): z.ZodMiniType<number> {
  const expected = `expected a number from ${min} to ${max}`;
  return z.number(expected).check(z.gte(min, expected), z.lte(max, expected));
}

/** An object with any of these names, and no other. */
function anyOf<T>(known: readonly (readonly [string, z.ZodMiniType<T>])[], expected: string) {
  const fields = known.map(([name, schema]) => [name, z.optional(schema)]);
  return z.strictObject(Object.fromEntries(fields), expected) as unknown as z.ZodMiniType<Record<string, T>>;
}

function optionsOf(options: readonly SignalOption[]): z.ZodMiniType<Record<string, number>> {
  const names = options.map(({ name }) => name).join(', ') || 'none';
  const known = options.map(({ name, min, max }) => [name, numberFrom(min, max)] as const);
  return anyOf(known, `expected options of this signal: ${names}`);
}

function signalSettings({ options }: SignalInfo): z.ZodMiniType<SignalSettings> {
  const fields = {
    off: z.optional(z.boolean('expected true or false')),
    weight: z.optional(numberFrom(0, WEIGHT_MAX)),
    options: z.optional(optionsOf(options)),
    ignoredPages: z.optional(patterns),
  };
  return z.strictObject(fields, `expected only ${Object.keys(fields).join(', ')}`) as z.ZodMiniType<SignalSettings>;
}

/** Settings as a person may send them: of the signals that there are, with numbers within their ranges. */
function settingsFor(infos: readonly SignalInfo[]): z.ZodMiniType<DetectionSettings> {
  const ids = infos.map(({ id }) => id).join(', ');
  const known = infos.map((info) => [info.id, signalSettings(info)] as const);
  const signals = anyOf(known, `expected signals by their id, of ${ids}`);
  return z.strictObject({ signals, ignoredPages: patterns }, 'expected only signals and ignoredPages');
}

/** The body of PUT /projects/ID/detection. */
export type DetectionChange = Pick<ProjectDetection, 'detection'> & { version?: string | undefined };

export function detectionBody(signals: readonly SignalInfo[]): z.ZodMiniType<DetectionChange> {
  const version = z.optional(z.string('expected the `version` of the settings that the change was made from'));
  return z.strictObject({ detection: settingsFor(signals), version }, 'expected only detection and version');
}

/** Days that a preview may go back, and sessions that it may look at. */
const DAYS_MAX = 90;
const SAMPLE_MAX = 5000;

export function previewBody(signals: readonly SignalInfo[]): z.ZodMiniType<PreviewWish> {
  const whole = (max: number) => {
    const expected = `expected a whole number from 1 to ${max}`;
    return z.optional(z.int(expected).check(z.gte(1, expected), z.lte(max, expected)));
  };
  const fields = { detection: settingsFor(signals), days: whole(DAYS_MAX), sampleMax: whole(SAMPLE_MAX) };
  return z.strictObject(fields, `expected only ${Object.keys(fields).join(', ')}`);
}

/** Settings as they are told: what an older release wrote may name what is not there any more. */
const detectionSettings: z.ZodMiniType<DetectionSettings> = named(
  'DetectionSettings',
  z.strictObject({
    signals: z.record(
      z.string(),
      z.strictObject({
        off: z.optional(z.boolean()),
        weight: z.optional(z.number()),
        options: z.optional(z.record(z.string(), z.number())),
        ignoredPages: z.optional(z.array(z.string())),
      }),
    ),
    ignoredPages: z.array(z.string()),
  }),
) as z.ZodMiniType<DetectionSettings>;

export const projectDetection: z.ZodMiniType<ProjectDetection> = named(
  'ProjectDetection',
  z.strictObject({ detection: detectionSettings, version: z.string(), signals: z.array(signalInfo) }),
);

const count = z.int().check(z.nonnegative());
const flagCount: z.ZodMiniType<FlagCount> = named('FlagCount', z.strictObject({ sessions: count, findings: count }));
const ids = z.array(z.string());

const signalPreview: z.ZodMiniType<SignalPreview> = named(
  'SignalPreview',
  z.strictObject({ signal: z.string(), before: flagCount, after: flagCount, added: ids, removed: ids }),
);

const previewResult: z.ZodMiniType<PreviewResult> = named(
  'PreviewResult',
  z.strictObject({
    signals: z.array(signalPreview),
    before: flagCount,
    after: flagCount,
    scoresBefore: z.array(count),
    scoresAfter: z.array(count),
  }),
);

/** What is told of a preview and of a redetection. */
export const progressFields: { [Name in keyof Omit<Preview, 'detection'>]: z.ZodMiniType<Preview[Name]> } = {
  id: z.string(),
  state: z.enum(['waiting', 'running', 'done', 'cancelled', 'failed']),
  requestedAt: z.iso.datetime(),
  from: z.iso.datetime(),
  to: z.iso.datetime(),
  total: z.nullable(count),
  sample: count,
  sampleMax: count,
  looked: count,
  unreadable: count,
  result: previewResult,
};

export const preview: z.ZodMiniType<Preview> = named(
  'Preview',
  z.strictObject({ ...progressFields, detection: detectionSettings }),
);

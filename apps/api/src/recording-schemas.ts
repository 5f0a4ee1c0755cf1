import { NO_TRACE, originFault, PRIVACY_PRESETS, SITE_ORIGINS_MAX, type SiteSettings } from '@falter/wire';
import * as z from 'zod/mini';
import { named } from './schemas.ts';

const CONSENTS = ['granted', 'required'] as const;
const WHENS = ['always', 'struggle'] as const;

const ASSETS = ['all', 'styles', 'none'] as const;

const fields = {
  recording: z.boolean('expected true or false'),
  privacy: z.enum(PRIVACY_PRESETS, `expected one of ${PRIVACY_PRESETS.join(', ')}`),
  consent: z.enum(CONSENTS, `expected one of ${CONSENTS.join(', ')}`),
  when: z.enum(WHENS, `expected one of ${WHENS.join(', ')}`),
  gpc: z.boolean('expected true or false'),
  dnt: z.boolean('expected true or false'),
  consentMode: z.boolean('expected true or false'),
  assets: z.enum(ASSETS, `expected one of ${ASSETS.join(', ')}`),
  canvas: z.boolean('expected true or false'),
};

/** How the site of a project is recorded, as it is told. */
export const siteSettings: z.ZodMiniType<SiteSettings> = named(
  'SiteSettings',
  z.strictObject({ ...fields, sample: z.number(), frames: z.array(z.string()), trace: z.array(z.string()) }),
);

const SHARE = 'expected a share from 0 to 1';

/** Pages compare these letter by letter, so any port (`:*`) is not among them. `words` may stand in the place of an origin. */
const originsOr = (...words: readonly string[]): z.ZodMiniType<string[]> => {
  const origin = z.string('expected a text').check(
    z.maxLength(300, 'expected at most 300 characters'),
    z.refine((text) => words.includes(text) || originFault(text, { exact: true }) === undefined, {
      error: ({ input }) => originFault(String(input), { exact: true })?.why,
    }),
  );
  return z
    .array(origin, 'expected a list of origins')
    .check(z.maxLength(SITE_ORIGINS_MAX, `expected at most ${SITE_ORIGINS_MAX} origins`));
};

/** The same as it may be set: whole. */
export const siteSettingsChange: z.ZodMiniType<SiteSettings> = z.strictObject(
  {
    ...fields,
    sample: z.number(SHARE).check(z.gte(0, SHARE), z.lte(1, SHARE)),
    frames: originsOr(),
    trace: originsOr(NO_TRACE),
  },
  'expected all settings of the recording, as they were read',
);

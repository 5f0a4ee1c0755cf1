import type { SiteSettings } from '@falter/wire';
import type { Choice } from './choices.tsx';

/** What the privacy presets mean. */
export const PRIVACY: readonly Choice<SiteSettings['privacy']>[] = [
  {
    value: 'strict',
    title: 'Strict',
    words: 'No text at all leaves the page: words become stars of the same length, sizes and places stay.',
  },
  {
    value: 'default',
    title: 'Default',
    words:
      'What visitors see is recorded; card numbers, e-mail addresses, phone numbers and keys in it are masked by their pattern.',
  },
  {
    value: 'open',
    title: 'Open',
    words: 'Text as it stands on the page. What is typed into fields stays masked, and passwords always.',
  },
];

/** When nothing may be recorded before the visitor was asked. */
export const CONSENT: readonly Choice<SiteSettings['consent']>[] = [
  {
    value: 'granted',
    title: 'Taken for granted',
    words: 'Recording begins with the page, unless its tag says data-consent="required".',
  },
  {
    value: 'required',
    title: 'Required',
    words: 'Nothing is recorded, kept on the device or sent before the page has called falter.consent(true).',
  },
];

/** Which sessions are kept. */
export const WHEN: readonly Choice<SiteSettings['when']>[] = [
  { value: 'always', title: 'Always', words: 'Every session of the sample is sent while it happens.' },
  {
    value: 'struggle',
    title: 'On struggle',
    words:
      'The last minutes stay in the browser and are sent when something goes wrong: an error, three quick clicks, a refused form, or falter.record().',
  },
];

/** What is kept by its content. */
export const ASSETS: readonly Choice<SiteSettings['assets']>[] = [
  {
    value: 'all',
    title: 'All',
    words:
      "Replays look as the page did, a year later too: style sheets, the site's own pictures and fonts, and those of other origins that let pages read them.",
  },
  {
    value: 'styles',
    title: 'Style sheets',
    words: 'The layout is kept. Pictures are named gaps, and text stands in fonts of your own browser.',
  },
  {
    value: 'none',
    title: 'None',
    words: 'Style sheets travel in every recording, which takes about three times the bytes. Replays have no pictures.',
  },
];

/** How fast the switch acts, as the collector and the snippet keep it. */
export const SWITCH_WORDS =
  'Switched off, nothing more is stored after five seconds. Open pages stop with the next batch that they send, and no page begins to record until it is switched on again.';

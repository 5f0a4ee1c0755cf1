/** How much of a page's text is recorded, from the least to the most. */
export const PRIVACY_PRESETS = ['strict', 'default', 'open'] as const;

export type PrivacyPreset = (typeof PRIVACY_PRESETS)[number];

/**
 * What a project says about the recording of its site: GET /v1/settings?key=KEY. Where a site's tag says something too, the
 * stricter of both counts for privacy, consent and sample, and `recording: false` always.
 */
export interface SiteSettings {
  /** False: nothing is recorded, whatever a tag says. Pages that run stop with their next batch. */
  recording: boolean;
  privacy: PrivacyPreset;
  /** `required`: nothing is recorded before the visitor has agreed. */
  consent: 'granted' | 'required';
  /** Share of the sessions that are recorded, 0 to 1. */
  sample: number;
  /** `struggle`: a session is kept in the browser, and sent from the moment on in which something goes wrong. */
  when: 'always' | 'struggle';
  /** A browser that sends Global Privacy Control has said no (https://www.w3.org/TR/gpc/). */
  gpc: boolean;
  /** A browser that sends Do Not Track has said no. */
  dnt: boolean;
  /** Google Consent Mode (`analytics_storage`) says whether the visitor has agreed. */
  consentMode: boolean;
  /** What canvas elements show is recorded, as pictures; never with the preset `strict`. */
  canvas: boolean;
  /**
   * What travels once and is kept by its content: style sheets, pictures and fonts of the page (`all`), style sheets alone (`styles`), or
   * nothing (`none`): sheets stay in each recording, and a replay has no pictures. Absent in the answer of a collector that knows no assets: `none`.
   */
  assets: 'all' | 'styles' | 'none';
  /** Origins that are recorded together: of frames, and of the pages around them. Both sides look here. */
  frames: string[];
  /** Origins of the owner whose requests get a `traceparent` header. */
  trace: string[];
}

/**
 * In `trace`: no request gets a `traceparent`, those to the site's own origin neither. For sites that redirect requests of their pages to
 * another origin, which would then have to allow the header.
 */
export const NO_TRACE = 'none';

/** What a page is told: the settings, and where nothing is to be recorded here, why. */
export interface SettingsAnswer extends SiteSettings {
  /** `refused`: no project has this key; `switched-off`: it records nothing; `declined`: the browser sends a signal that counts as a no. */
  state?: 'refused' | 'switched-off' | 'declined';
  /** The same in a sentence, for the console of the site's developer; absent where it is nobody's fault. */
  why?: string;
  /** Id of the project, for links into the viewer. */
  project?: string;
  /** What was kept on this device is to be forgotten as if consent had been withdrawn. */
  withdrawn?: true;
}

/** Origins in each of the two lists. */
export const SITE_ORIGINS_MAX = 20;

/** As a project begins. */
export const DEFAULT_SITE_SETTINGS: Readonly<SiteSettings> = {
  recording: true,
  privacy: 'default',
  consent: 'granted',
  sample: 1,
  when: 'always',
  gpc: false,
  dnt: false,
  consentMode: false,
  canvas: false,
  assets: 'all',
  frames: [],
  trace: [],
};

/** Settings that were written down by another version: what is missing is as a project begins. */
export function wholeSettings(known: Partial<SiteSettings>): SiteSettings {
  return { ...DEFAULT_SITE_SETTINGS, ...known };
}

/** Path and query under which the collector tells a project's settings. */
export function settingsPath(key: string): string {
  return `/v1/settings?key=${encodeURIComponent(key)}`;
}

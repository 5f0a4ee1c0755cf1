import type { RedactionSettings } from './redaction-settings.ts';
import type { SiteSettings } from './site-settings.ts';

/**
 * Who may do what: support watches sessions, product also tunes signals, admin also runs the installation. Numbers sees figures, lists
 * and findings, and watches nobody.
 */
export type Role = 'admin' | 'product' | 'support' | 'numbers';

/** What a project changed about one signal. What is absent is as the signal's own definition has it. */
export interface SignalSettings {
  /** Not looked for. */
  off?: boolean;
  /** Points in the struggle score of one sure finding. */
  weight?: number;
  /** Numbers of the rule, by the names of its definition. */
  options?: Readonly<Record<string, number>>;
  /** Pages on which it is not looked for, besides the project's `ignoredPages`. */
  ignoredPages?: readonly string[];
}

/** Most points in the struggle score of one finding: more, and one finding would be the whole score. */
export const WEIGHT_MAX = 100;

/** Page patterns in one list, and characters of one. */
export const PAGE_PATTERNS_MAX = 100;
export const PAGE_PATTERN_MAX_CHARS = 300;

/**
 * How a project detects. A page pattern is a path, `*` for any text in it: `/game/*`. It is compared with the path of a
 * page's URL, or with host and path where it does not begin with a slash: `play.shop.example/*`.
 */
export interface DetectionSettings {
  /** By signal id. */
  signals: Readonly<Record<string, SignalSettings>>;
  /** Pages on which nothing is looked for. */
  ignoredPages: readonly string[];
}

/** A site, or an app, that is recorded. */
export interface Project {
  /** Permanent, lower-case letters, digits and dashes; `default` is made by the first start. */
  project: string;
  /** What people call it. */
  name: string;
  /** Write keys that may send: one, or two while one replaces the other. */
  keys: readonly string[];
  /** When keys were made, epoch milliseconds; what was never dated is not in it. */
  keysMadeAt: Readonly<Record<string, number>>;
  /** Allowed origins: `https://shop.example`, or `http://localhost:*` for any port. */
  origins: readonly string[];
  /** Days for which recordings are kept. */
  retentionDays: number;
  /** Days for which recordings with findings are kept; never fewer than the others. */
  retentionFlaggedDays: number;
  detection: DetectionSettings;
  recording: SiteSettings;
  /** What the collector redacts before it stores. */
  redaction: RedactionSettings;
  /** Grows with every change of the project; 0 before the first write. */
  revision: number;
}

/** What the server's second net looks for in what a page sent, by the words of the settings. */
export const REDACTION_CLASSES = ['address', 'email', 'card', 'token'] as const;

/**
 * `address`: of a URL its credentials, the values of its query and its fragment; `email`, `card`, `token`: what
 * `maskSensitive` calls so.
 */
export type RedactionClass = (typeof REDACTION_CLASSES)[number];

/** What a project says about it. */
export interface RedactionSettings {
  /** Classes that are left as they come. */
  off: readonly RedactionClass[];
  /** Query parameters whose values stay, besides those that say how a picture or a font is to be drawn. */
  parameters: readonly string[];
}

/** Query parameters that a project may allow, and characters of one. */
export const PARAMETERS_MAX = 50;
export const PARAMETER_PATTERN: RegExp = /^[A-Za-z0-9_.[\]-]{1,64}$/;

/** GET /api/v1/redactions: what was redacted where, most sessions of the last days first; never what it was. */
export interface RedactionList {
  redactions: RedactionRow[];
}

export interface RedactionRow {
  /** Route of the page: `/cart`. */
  page: string;
  /** Where it stood: `text`, `data-user`, `href`. */
  place: string;
  class: RedactionClass;
  count: number;
  /** ISO 8601 in UTC. */
  lastAt: string;
}

/**
 * User agent of the visit that `falter doctor` makes. It calls itself a bot, so it is in no number about visitors, and it is not counted
 * among what came: whether a site records is known from its pages, not from who examines it.
 */
export const DOCTOR_AGENT = 'Mozilla/5.0 (compatible; FalterDoctor/1.0; bot)';

/** What such a session has as its browser. */
export const DOCTOR_BROWSER = 'Falter doctor';

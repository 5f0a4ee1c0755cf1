import type { Envelope, SiteSettings } from '@falter/wire';
import type { HeaderOf } from './incoming.ts';

/** A batch that nobody is to keep, although nothing is wrong with it. */
export class Declined extends Error {
  /** The project records nothing: the page that sent it may stop. */
  readonly stop: boolean;

  constructor(stop: boolean) {
    super('[collector] the batch was not stored: the project or the visitor does not want to be recorded.');
    this.stop = stop;
  }
}

/** Whether the browser sends a signal that counts as a no in this project: Global Privacy Control, Do Not Track. */
export function saidNo({ gpc, dnt }: SiteSettings, header: HeaderOf): boolean {
  const says = (name: string): boolean => header(name)?.trim() === '1';
  return (gpc && says('sec-gpc')) || (dnt && says('dnt'));
}

/**
 * Refuses to keep what came although the project does not record, or although the visitor said no, in the envelope or by a signal. The
 * snippet asks the same before it records; this is for snippets that do not know it, and for pages that run already.
 * @throws Declined
 */
export function decline(settings: SiteSettings, header: HeaderOf, envelope: Pick<Envelope, 'consent'>): void {
  if (!settings.recording) throw new Declined(true);
  if (envelope.consent === false || saidNo(settings, header)) throw new Declined(false);
}

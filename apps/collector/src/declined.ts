import type { Envelope, SiteSettings } from '@falter/wire';

/** A batch that nobody is to keep, although nothing is wrong with it. */
export class Declined extends Error {
  /** The project records nothing: the page that sent it may stop. */
  readonly stop: boolean;

  constructor(stop: boolean) {
    super('[collector] the batch was not stored: the project or the visitor does not want to be recorded.');
    this.stop = stop;
  }
}

/**
 * Refuses to keep what came although the project does not record, or although the visitor said no: in the envelope, or by a signal of
 * the browser that counts in this project. The snippet asks the same before it records; this is for snippets that do not know it.
 * @throws Declined
 */
export function decline(settings: SiteSettings, headers: Headers, envelope: Pick<Envelope, 'consent'>): void {
  const { recording, gpc, dnt } = settings;
  const says = (name: string): boolean => headers.get(name)?.trim() === '1';
  if (!recording) throw new Declined(true);
  const saidNo = envelope.consent === false || (gpc && says('sec-gpc')) || (dnt && says('dnt'));
  if (saidNo) throw new Declined(false);
}

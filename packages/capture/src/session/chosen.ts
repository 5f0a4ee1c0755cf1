import { isInSample } from '../gate/sample.ts';

/** Whether a session is recorded: it is in the site's sample, or somebody chose it. */
export function isChosen(
  { sample, chosen }: { sample: number; chosen?: string | undefined },
  session: string,
): boolean {
  return session === chosen || isInSample(session, sample);
}

import type { SessionKey } from '@falter/store';

/** One text for a session, to know it by in a map. */
export function nameOf({ project, session }: SessionKey): string {
  return `${project}:${session}`;
}

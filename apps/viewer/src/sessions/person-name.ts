import type { SessionRow } from '@falter/wire';

/** Traits by which people know somebody, the best first. */
const NAMES = ['name', 'fullname', 'displayname', 'username', 'email', 'mail'];

/** What to call the person of a session: a name that the site told, else its id; '' when it did not say who it was. */
export function personName({ person, traits }: Pick<SessionRow, 'person' | 'traits'>): string {
  if (person === '') return '';
  const known = new Map(
    Object.entries(traits).map(([name, value]) => [name.toLowerCase().replace(/[_\s-]/g, ''), value]),
  );
  return NAMES.map((name) => known.get(name)?.trim()).find(Boolean) ?? person;
}

import { type Envelope, type Project, WireError } from '@falter/wire';
import type { KeyUses } from '../counting/key-uses.ts';
import type { ProjectList } from '../projects/project-list.ts';
import type { Place } from './capacity.ts';
import { decline } from './declined.ts';
import type { HeaderOf } from './incoming.ts';
import { originAllowed } from './origins.ts';

interface Door {
  projects: ProjectList;
  uses: KeyUses;
  header: HeaderOf;
  place: Place;
}

/**
 * The project whose page sends this: the write key says which, the origin whether it may.
 * @throws WireError `unknown_key`, `foreign_origin`; Declined where project or visitor want nothing kept
 */
export async function admit(
  envelope: Pick<Envelope, 'key' | 'consent'>,
  { projects, uses, header, place }: Door,
): Promise<Project> {
  const { key } = envelope;
  const project = await place.wait(projects.find(key));
  if (!project) throw new WireError('unknown_key', 'no project has this write key. Copy the tag again.');
  if (originAllowed(header('origin') ?? undefined, project.origins)) {
    decline(project.recording, header, envelope);
    uses.saw(key, project.project);
    return project;
  }
  throw new WireError(
    'foreign_origin',
    'this origin is not on the list of the project. Add it to the allowed origins.',
  );
}

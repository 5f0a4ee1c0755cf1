import { setTimeout as sleep } from 'node:timers/promises';
import { hideErased, listProjects, recordErasure, removeProject } from '@falter/store';
import { ERASED_WITHIN_MS, type ErasureDone } from '@falter/wire';
import type { Context } from 'hono';
import { audit } from './audit.ts';
import { ApiError } from './problem.ts';
import type { ProjectParts } from './project-settings.ts';

/** The project that every start makes again. */
const KEPT = 'default';

/** Milliseconds that an answer waits for the rows to go: those of a very large project take minutes, longer than any browser waits. */
const PATIENCE_MS = 5_000;

/**
 * DELETE /projects/ID: its keys are worth nothing any more, and all that was recorded of it is erased as a session is. `name` has
 * to be what people call it: a slip of the mouse erases nothing.
 * @throws ApiError `unknown_project`, `default_project`, `bad_body` for another name
 */
export async function removeProjectAs(
  c: Context,
  { writer }: ProjectParts,
  { id, name, why = '' }: { id: string; name: string; why?: string | undefined },
): Promise<ErasureDone> {
  const project = (await listProjects(writer)).find((known) => known.project === id);
  if (!project) throw new ApiError('unknown_project', 'There is no project of this id.');
  if (id === KEPT) {
    const detail = 'The project `default` stays: each start makes it. Erase its sessions instead.';
    throw new ApiError('default_project', detail);
  }
  if (name !== project.name)
    throw new ApiError('bad_body', '`name`: expected the name of the project, as it is called.');
  const askedAt = Date.now();
  await audit(c, writer, { project: id, kind: 'erased-project', subject: id, why, count: 1 });
  await removeProject(writer, id);
  const all = { project: id, sessions: [] };
  await recordErasure(writer, all, askedAt);
  // Nobody can ask for any of it from here on, and the collector, which reads the record, deletes what is left when this breaks off.
  const hidden = hideErased(writer, all).catch(() => {});
  await Promise.race([hidden, sleep(PATIENCE_MS, undefined, { ref: false })]);
  return { sessions: 0, goneBy: new Date(askedAt + ERASED_WITHIN_MS).toISOString() };
}

import type { Client } from '@falter/store';
import type { ProjectChange } from '@falter/wire';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { allow } from './asker.ts';
import { audit } from './audit.ts';
import { describe, path } from './describe.ts';
import { erasureDone, removeProjectBody } from './erasure-schemas.ts';
import { ApiError } from './problem.ts';
import { removeProjectAs } from './project-removal.ts';
import { newProjectBody, projectChange, projectList, projectSettings, retireBody } from './project-schemas.ts';
import {
  addKey,
  allProjects,
  editProject,
  makeProject,
  type ProjectParts,
  retireKey,
  showProject,
} from './project-settings.ts';
import { readBody } from './read-body.ts';

const projectPath = path(
  z.object({ id: z.string() }),
  () => new ApiError('unknown_project', 'There is no project of this id.'),
);

/** Routes under /api/v1/projects. Everybody may look; projects are made and changed by admins. */
export function projectRoutes(parts: ProjectParts): Hono {
  const app = new Hono();
  app.get('/', describe(ABOUT.list), async (c) => c.json(await allProjects(parts.store)));
  app.post('/', describe(ABOUT.make), allow('admin'), async (c) => {
    const { name } = await readBody(c, newProjectBody);
    return c.json(await makeProject(parts, name));
  });
  app.get('/:id', describe(ABOUT.show), projectPath, async (c) =>
    c.json(await showProject(parts, c.req.valid('param').id)),
  );
  app.patch('/:id', describe(ABOUT.edit), allow('admin'), projectPath, async (c) => {
    const change = await readBody(c, projectChange);
    const { id } = c.req.valid('param');
    const edited = await editProject(parts, id, change);
    await auditRetention(c, parts.writer, { id, change });
    return c.json(edited);
  });
  app.delete('/:id', describe(ABOUT.remove), allow('admin'), projectPath, async (c) => {
    const { name, why } = await readBody(c, removeProjectBody);
    return c.json(await removeProjectAs(c, parts, { id: c.req.valid('param').id, name, why }));
  });
  app.post('/:id/keys', describe(ABOUT.addKey), allow('admin'), projectPath, async (c) =>
    c.json(await addKey(parts, c.req.valid('param').id)),
  );
  app.post('/:id/keys/retire', describe(ABOUT.retireKey), allow('admin'), projectPath, async (c) => {
    const { key } = await readBody(c, retireBody);
    return c.json(await retireKey(parts, c.req.valid('param').id, key));
  });
  return app;
}

/** How long what visitors did is kept is worth knowing who changed. */
async function auditRetention(
  c: Context,
  writer: Client,
  { id, change }: { id: string; change: ProjectChange },
): Promise<void> {
  const { retentionDays, retentionFlaggedDays } = change;
  if (retentionDays === undefined && retentionFlaggedDays === undefined) return;
  const words = [
    retentionDays === undefined ? '' : `recordings ${retentionDays} days`,
    retentionFlaggedDays === undefined ? '' : `with findings ${retentionFlaggedDays} days`,
  ];
  const subject = words.filter(Boolean).join(', ');
  await audit(c, writer, { project: id, kind: 'changed-retention', subject, why: '', count: 1 });
}

const WRITES = ['forbidden', 'cross_site', 'not_json', 'store_unavailable'] as const;
const BODY = ['bad_body', 'body_too_large'] as const;

const ABOUT = {
  list: { summary: 'All projects', answer: projectList, problems: ['store_unavailable'] },
  make: { summary: 'Make a project', body: newProjectBody, answer: projectSettings, problems: [...WRITES, ...BODY] },
  show: {
    summary: 'The settings of a project',
    answer: projectSettings,
    problems: ['unknown_project', 'store_unavailable'],
  },
  edit: {
    summary: 'Change the name, the allowed origins, the retention or the recording of a project',
    body: projectChange,
    answer: projectSettings,
    problems: [...WRITES, ...BODY, 'unknown_project', 'changed_meanwhile', 'set_by_environment'],
  },
  remove: {
    summary: 'Erase a project with all that was ever recorded of it; its name says that it is meant',
    body: removeProjectBody,
    answer: erasureDone,
    problems: [...WRITES, ...BODY, 'unknown_project', 'default_project'],
  },
  addKey: {
    summary: 'Make another write key',
    answer: projectSettings,
    problems: [...WRITES, 'unknown_project', 'too_many_keys'],
  },
  retireKey: {
    summary: 'Retire a write key: the collector refuses it within 5 s',
    body: retireBody,
    answer: projectSettings,
    problems: [...WRITES, ...BODY, 'unknown_project', 'unknown_key', 'last_key', 'set_by_environment'],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

import { randomBytes } from 'node:crypto';
import {
  cancelPreview,
  findPreview,
  listProjects,
  newProject,
  requestPreview,
  type StoredPreview,
} from '@falter/store';
import { ID_PATTERN, REDETECTION_SESSIONS_MAX, type Redetection, type RedetectionWish } from '@falter/wire';
import { type Context, Hono } from 'hono';
import * as z from 'zod/mini';
import { allow } from './asker.ts';
import { audit } from './audit.ts';
import { describe, path } from './describe.ts';
import type { DetectionParts } from './detection-routes.ts';
import { refuseTooMany, toProgress } from './preview-progress.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';
import { readTime } from './read-time.ts';
import { redetection, redetectionBody } from './redetection-schemas.ts';

const redetectionPath = path(z.object({ id: z.string().check(z.regex(ID_PATTERN)) }), unknownRedetection);

/** Sessions of the past judged by the rules of now: asked for here, done by the detector. */
export function redetectionRoutes(parts: DetectionParts): Hono {
  const { store, writer } = parts;
  const app = new Hono();
  const body = redetectionBody(parts.signals);
  const known = async (c: Context, id: string): Promise<StoredPreview> => {
    const found = await findPreview(store, c.get('project'), id);
    if (!found?.redetection) throw unknownRedetection();
    return found;
  };
  app.post('/api/v1/redetections', describe({ ...ABOUT.ask, body }), allow('admin'), async (c) => {
    const wish = await readBody(c, body);
    return c.json(await ask(c, parts, wish));
  });
  app.get('/api/v1/redetections/:id', describe(ABOUT.show), allow('admin'), redetectionPath, async (c) =>
    c.json(toRedetection(await known(c, c.req.valid('param').id))),
  );
  app.delete('/api/v1/redetections/:id', describe(ABOUT.cancel), allow('admin'), redetectionPath, async (c) => {
    await cancelPreview(writer, await known(c, c.req.valid('param').id));
    return c.body(null, 204);
  });
  return app;
}

async function ask(c: Context, { writer }: DetectionParts, wish: RedetectionWish): Promise<Redetection> {
  const project = c.get('project');
  const { signals = [], dryRun = false } = wish;
  const [since = 0, before = 0] = [readTime(wish.from), readTime(wish.to)];
  if (since >= before)
    throw new ApiError('bad_body', '`from` is not before `to`. Give a time that ends after it begins.');
  await refuseTooMany(writer, project);
  const { detection } = (await listProjects(writer)).find((one) => one.project === project) ?? newProject({ project });
  const id = randomBytes(16).toString('hex');
  const request = {
    ...{ project, id, requestedAt: Date.now(), since, before, sampleMax: REDETECTION_SESSIONS_MAX },
    ...{ present: detection, proposed: detection, redetection: { signals, dryRun } },
  };
  const why = signals.length > 0 ? `Signals: ${signals.join(', ')}.` : 'All signals.';
  // Findings that people have seen will change: whoever asks why finds it.
  if (!dryRun) await audit(c, writer, { project, kind: 'redetected', subject: id, why, count: 1 });
  await requestPreview(writer, request);
  const asked = await findPreview(writer, project, id);
  if (!asked) throw unknownRedetection();
  return toRedetection(asked);
}

function toRedetection(asked: StoredPreview): Redetection {
  const { signals = [], dryRun = false } = asked.redetection ?? {};
  return { ...toProgress(asked), signals, dryRun };
}

function unknownRedetection(): ApiError {
  return new ApiError('unknown_redetection', 'There is no redetection of this id. They are kept for two days.');
}

const ABOUT = {
  ask: {
    summary: 'Judge sessions of the past by the rules and settings of now',
    answer: redetection,
    problems: [
      ...['bad_body', 'body_too_large', 'too_many_previews'],
      ...['forbidden', 'cross_site', 'not_json', 'store_unavailable'],
    ],
  },
  show: {
    summary: 'A redetection: how far it is, and what changed so far',
    answer: redetection,
    problems: ['unknown_redetection', 'forbidden', 'store_unavailable'],
  },
  cancel: {
    summary: 'Cancel a redetection: what was judged anew stays, the rest stays as it was',
    problems: ['unknown_redetection', 'forbidden', 'cross_site', 'not_json', 'store_unavailable'],
  },
} as const;

import { randomBytes } from 'node:crypto';
import {
  type Client,
  cancelPreview,
  findPreview,
  listProjects,
  newProject,
  requestPreview,
  type StoredPreview,
} from '@falter/store';
import { ID_PATTERN, type Preview, type PreviewWish } from '@falter/wire';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { allow } from './asker.ts';
import { describe, path } from './describe.ts';
import { type DetectionParts, SETTINGS_MAX_BYTES } from './detection-routes.ts';
import { previewBody, preview as previewSchema } from './detection-schemas.ts';
import { refuseTooMany, toProgress } from './preview-progress.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;
const SAMPLE = 500;

const previewPath = path(z.object({ id: z.string().check(z.regex(ID_PATTERN)) }), unknownPreview);

/** What a change of settings would do to sessions of the past: asked for here, computed by the detector. */
export function previewRoutes(parts: DetectionParts): Hono {
  const { store, writer } = parts;
  const app = new Hono();
  const body = previewBody(parts.signals);
  let last: Promise<unknown> = Promise.resolve();
  // Those that are open are counted before one is added: at once, any number would pass.
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const turn = last.then(act, act);
    last = turn;
    return turn;
  };
  app.post('/api/v1/previews', describe({ ...ABOUT.ask, body }), allow('product'), async (c) => {
    const wish = await readBody(c, body, SETTINGS_MAX_BYTES);
    return c.json(await inTurn(() => askForPreview(parts, c.get('project'), wish)));
  });
  app.get('/api/v1/previews/:id', describe(ABOUT.show), allow('product'), previewPath, async (c) =>
    c.json(toPreview(await known(store, c.get('project'), c.req.valid('param').id))),
  );
  app.delete('/api/v1/previews/:id', describe(ABOUT.cancel), allow('product'), previewPath, async (c) => {
    await cancelPreview(writer, await known(store, c.get('project'), c.req.valid('param').id));
    return c.body(null, 204);
  });
  return app;
}

async function askForPreview({ writer }: DetectionParts, project: string, wish: PreviewWish): Promise<Preview> {
  await refuseTooMany(writer, project);
  const settings = (await listProjects(writer)).find((other) => other.project === project) ?? newProject({ project });
  const now = Date.now();
  const { detection: proposed, days = DAYS, sampleMax = SAMPLE } = wish;
  const request = {
    ...{ project, id: randomBytes(16).toString('hex'), requestedAt: now, since: now - days * DAY_MS, before: now },
    ...{ sampleMax, present: settings.detection, proposed },
  };
  await requestPreview(writer, request);
  return toPreview(await known(writer, project, request.id));
}

async function known(store: Client, project: string, id: string): Promise<StoredPreview> {
  const found = await findPreview(store, project, id);
  if (!found || found.redetection) throw unknownPreview();
  return found;
}

function toPreview(preview: StoredPreview): Preview {
  return { ...toProgress(preview), detection: preview.proposed };
}

function unknownPreview(): ApiError {
  return new ApiError('unknown_preview', 'There is no preview of this id. They are kept for two days.');
}

const ABOUT = {
  ask: {
    summary: 'Ask what a change of settings would do to the sessions of the last days',
    answer: previewSchema,
    problems: [
      ...['bad_body', 'body_too_large', 'too_many_previews'],
      ...['forbidden', 'cross_site', 'not_json', 'store_unavailable'],
    ],
  },
  show: {
    summary: 'A preview: how far it is, and what it found so far',
    answer: previewSchema,
    problems: ['unknown_preview', 'forbidden', 'store_unavailable'],
  },
  cancel: {
    summary: 'Cancel a preview',
    problems: ['unknown_preview', 'forbidden', 'cross_site', 'not_json', 'store_unavailable'],
  },
} as const;

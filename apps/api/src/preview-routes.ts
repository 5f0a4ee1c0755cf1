import { randomBytes } from 'node:crypto';
import {
  type Client,
  cancelPreview,
  findPreview,
  listOpenPreviews,
  listProjects,
  newProject,
  requestPreview,
  type StoredPreview,
} from '@falter/store';
import { ID_PATTERN, PREVIEW_ATTEMPTS_MAX, type Preview, type PreviewResult, type PreviewWish } from '@falter/wire';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { allow } from './asker.ts';
import { describe, path } from './describe.ts';
import { type DetectionParts, SETTINGS_MAX_BYTES } from './detection-routes.ts';
import { previewBody, preview as previewSchema } from './detection-schemas.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';

const DAY_MS = 86_400_000;
const DAYS = 7;
const SAMPLE = 500;

/** Previews of one project that are not finished: each is some minutes of work. */
const OPEN_MAX = 5;

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
  const open = (await listOpenPreviews(writer)).filter(
    (other) => other.project === project && stateOf(other) !== 'failed',
  );
  if (open.length >= OPEN_MAX) {
    const advice = 'Wait until one is done, or cancel one.';
    throw new ApiError('too_many_previews', `${OPEN_MAX} previews of this project are being computed. ${advice}`);
  }
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
  if (!found) throw unknownPreview();
  return found;
}

const NOTHING: PreviewResult = {
  signals: [],
  before: { sessions: 0, findings: 0 },
  after: { sessions: 0, findings: 0 },
  scoresBefore: [0, 0, 0, 0, 0, 0],
  scoresAfter: [0, 0, 0, 0, 0, 0],
};

function toPreview(preview: StoredPreview): Preview {
  const { id, requestedAt, since, before, sampleMax, worker, total, sample, looked, unreadable, result } = preview;
  return {
    ...{ id, state: stateOf(preview), detection: preview.proposed, sample, sampleMax, looked, unreadable },
    ...{ requestedAt: iso(requestedAt), from: iso(since), to: iso(before) },
    // Who claimed it counts next: until then nobody knows.
    total: worker === '' || (total === 0 && !preview.done) ? null : total,
    result: result ?? NOTHING,
  };
}

function stateOf({ done, cancelled, alive, attempts }: StoredPreview): Preview['state'] {
  if (done) return 'done';
  if (cancelled) return 'cancelled';
  if (alive) return 'running';
  return attempts >= PREVIEW_ATTEMPTS_MAX ? 'failed' : 'waiting';
}

function iso(at: number): string {
  return new Date(at).toISOString();
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

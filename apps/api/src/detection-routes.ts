import { createHash } from 'node:crypto';
import { type Client, changeProject, listProjects } from '@falter/store';
import type { DetectionSettings, Project, ProjectDetection, SignalInfo } from '@falter/wire';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { allow } from './asker.ts';
import { describe, path } from './describe.ts';
import { type DetectionChange, detectionBody, projectDetection } from './detection-schemas.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';

export interface DetectionParts {
  store: Client;
  writer: Client;
  signals: readonly SignalInfo[];
}

/** Bytes of settings: a hundred page patterns for each signal and everything else. */
export const SETTINGS_MAX_BYTES: number = 512 * 1024;

const projectPath = path(z.object({ id: z.string() }), unknownProject);

/** How a project detects. Everybody may look; who tunes signals may change it. */
export function detectionRoutes(parts: DetectionParts): Hono {
  const app = new Hono();
  const body = detectionBody(parts.signals);
  app.get('/api/v1/projects/:id/detection', describe(ABOUT.show), projectPath, async (c) =>
    c.json(await showDetection(parts, c.req.valid('param').id)),
  );
  app.put(
    '/api/v1/projects/:id/detection',
    describe({ ...ABOUT.change, body }),
    allow('product'),
    projectPath,
    async (c) => {
      const change = await readBody(c, body, SETTINGS_MAX_BYTES);
      return c.json(await changeDetection(parts, c.req.valid('param').id, change));
    },
  );
  return app;
}

async function showDetection({ store, signals }: DetectionParts, id: string): Promise<ProjectDetection> {
  const found = (await listProjects(store)).find(({ project }) => project === id);
  if (!found) throw unknownProject();
  return answer(found, signals);
}

/** Nothing else of the project changes, whoever writes it at the same time. */
async function changeDetection(parts: DetectionParts, id: string, change: DetectionChange): Promise<ProjectDetection> {
  const changed = await changeProject(parts.writer, id, (now) => {
    if (change.version !== undefined && change.version !== versionOf(now.detection)) {
      const advice = 'Read them again, look at what changed, and send your change with the new version.';
      throw new ApiError('changed_meanwhile', `Somebody changed these settings in the meantime. ${advice}`);
    }
    return { ...now, detection: change.detection };
  });
  if (!changed) throw unknownProject();
  return answer(changed, parts.signals);
}

function answer({ detection }: Project, signals: readonly SignalInfo[]): ProjectDetection {
  return { detection, version: versionOf(detection), signals };
}

function versionOf({ signals, ignoredPages }: DetectionSettings): string {
  return createHash('sha256')
    .update(JSON.stringify([signals, ignoredPages]))
    .digest('hex')
    .slice(0, 16);
}

function unknownProject(): ApiError {
  return new ApiError('unknown_project', 'There is no project of this id.');
}

const ABOUT = {
  show: {
    summary: 'How a project detects, and what there is to set',
    answer: projectDetection,
    problems: ['unknown_project', 'store_unavailable'],
  },
  change: {
    summary: 'Change how a project detects, for sessions that are looked at from then on',
    answer: projectDetection,
    problems: [
      ...['unknown_project', 'changed_meanwhile', 'bad_body', 'body_too_large'],
      ...['forbidden', 'cross_site', 'not_json', 'store_unavailable'],
    ],
  },
} as const;

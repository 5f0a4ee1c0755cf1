import { createHash, timingSafeEqual } from 'node:crypto';
import { StoreError } from '@falter/store';
import { WireError } from '@falter/wire';
import { type Context, Hono } from 'hono';
import { type AssetParts, takeAsset } from '../assets/asset-route.ts';
import type { Log } from '../complaints.ts';
import type { ProjectList } from '../projects/project-list.ts';
import { incomingOf } from './incoming.ts';
import type { Ingest } from './ingest.ts';

interface ImportParts {
  ingest: Ingest;
  assets: AssetParts;
  projects: ProjectList;
  adminToken: string;
  log: Log;
}

/** Seconds after which an import should go on when the store does not answer. */
const RETRY_AFTER_S = 1;

/**
 * POST /v1/import?project=ID: a batch as /v1/batch takes it, from whoever has the admin token instead of from an allowed origin.
 * The envelope's key is not looked at. POST /v1/import/asset takes what the answer asked for, as /v1/asset does. A page cannot ask it: the header would need a preflight, which nobody answers.
 */
export function importRoute({ ingest, assets, projects, adminToken, log }: ImportParts): Hono {
  const app = new Hono();
  /** The project to import into, or the refusal. */
  const projectOf = async (context: Context): Promise<string | Response> => {
    context.header('cache-control', 'no-store');
    if (!isAdmin(context, adminToken)) {
      return refuse(context, 401, 'unauthorized', 'send the admin token as authorization: Bearer TOKEN.');
    }
    const project = context.req.query('project') || 'default';
    if (await projects.has(project)) return project;
    return refuse(context, 404, 'unknown_project', 'there is no project of this id. Create it first.');
  };
  app.post('/v1/import', async (context) => {
    const project = await projectOf(context);
    if (typeof project !== 'string') return project;
    const { stored, rejected, need } = await ingest.accept(incomingOf(context), { project });
    return context.json({ stored, ...(rejected && { rejected }), ...(need && { need }) });
  });
  app.post('/v1/import/asset', async (context) => {
    const project = await projectOf(context);
    return typeof project === 'string' ? takeAsset(context, incomingOf(context), { ...assets, project }) : project;
  });
  app.onError((error, context) => {
    if (error instanceof WireError && error.status !== 503) {
      return refuse(context, error.status, error.name, error.message);
    }
    if (error instanceof StoreError || error instanceof WireError) {
      context.header('retry-after', String(RETRY_AFTER_S));
      return refuse(context, 503, 'store_unavailable', 'the store does not answer. Send the batch again.');
    }
    log('an import failed', error);
    return refuse(context, 500, 'failed', 'this is a fault of the collector; see its log.');
  });
  return app;
}

function isAdmin(context: Context, adminToken: string): boolean {
  const [, token = ''] = /^bearer +(\S+)$/i.exec(context.req.header('authorization') ?? '') ?? [];
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(token), digest(adminToken));
}

type Status = WireError['status'] | 404 | 500;

/** What was refused may not have been read to its end: the connection is not used again. */
function refuse(context: Context, status: Status, error: string, message: string): Response {
  if (status !== 503) context.header('connection', 'close');
  return context.json({ error, message }, status);
}

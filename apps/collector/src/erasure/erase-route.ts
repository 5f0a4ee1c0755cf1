import { type Client, StoreError, writeAudit } from '@falter/store';
import { ENVELOPE_MAX_BYTES, type EraseAnswer, type EraseWish, parseEraseWish, WireError } from '@falter/wire';
import { Hono } from 'hono';
import type { Log } from '../complaints.ts';
import type { ProjectList } from '../projects/project-list.ts';
import { readBody } from '../taking/body.ts';
import { type Incoming, incomingOf } from '../taking/incoming.ts';
import { originAllowed } from '../taking/origins.ts';
import type { SessionOrigins } from '../taking/session-origins.ts';
import type { Eraser } from './eraser.ts';

interface EraseParts {
  store: Client;
  projects: ProjectList;
  sessions: SessionOrigins;
  eraser: Eraser;
  log: Log;
}

/** Seconds after which a page should ask again when the store does not answer. */
const RETRY_AFTER_S = 2;

/**
 * POST /v1/erase: a page that knows a session's secret has it erased, as when a visitor withdraws consent. 202 when nobody sees it
 * any more. As /v1/batch it needs no preflight; the answer holds nothing that was not sent.
 */
export function eraseRoute(parts: EraseParts): Hono {
  const app = new Hono();
  app.post('/v1/erase', async (context) => {
    context.header('access-control-allow-origin', '*');
    context.header('cache-control', 'no-store');
    const incoming = incomingOf(context);
    const wish = parseEraseWish(await readLine(incoming));
    const project = await admit(wish, incoming.header('origin') ?? undefined, parts);
    await parts.sessions.claim({ project, session: wish.session }, wish.secret, { anySize: true });
    await parts.eraser.erase({ project, session: wish.session });
    const why = 'Asked for by the page of the visitor.';
    const entry = {
      kind: 'erased-session',
      whoKind: 'visitor',
      who: '',
      subject: wish.session,
      why,
      count: 1,
    } as const;
    await writeAudit(parts.store, { project, ...entry });
    return context.json({ erasing: true } satisfies EraseAnswer, 202);
  });
  app.onError((error, context) => {
    context.header('access-control-allow-origin', '*');
    if (error instanceof WireError && error.status !== 503) {
      context.header('connection', 'close');
      return context.json({ error: error.name, message: error.message }, error.status);
    }
    if (error instanceof StoreError || error instanceof WireError) {
      context.header('retry-after', String(RETRY_AFTER_S));
      return context.json({ error: 'store_unavailable', message: 'The store does not answer. Ask again.' }, 503);
    }
    parts.log('an erasure failed', error);
    return context.json({ error: 'failed', message: 'This is a fault of the collector; see its log.' }, 500);
  });
  return app;
}

/** A wish is one short line; who sends more is no page of ours. @throws WireError */
async function readLine(incoming: Incoming): Promise<Uint8Array> {
  let held = 0;
  const hold = (bytes: number) => {
    held += bytes;
    if (held > 2 * ENVELOPE_MAX_BYTES)
      throw new WireError('too_large', 'a wish to erase is one short line. Send less.');
  };
  return readBody(incoming, { hold }).events();
}

/** The project whose page asks. @throws WireError `unknown_key`, `foreign_origin` */
async function admit({ key }: EraseWish, origin: string | undefined, { projects }: EraseParts): Promise<string> {
  const project = await projects.find(key);
  if (!project) throw new WireError('unknown_key', 'no project has this write key. Copy the tag again.');
  if (originAllowed(origin, project.origins)) return project.project;
  throw new WireError('foreign_origin', 'this origin is not on the list of the project.');
}

import { type AssetTexts, type Client, erase, erasePerson, isErased, personHash } from '@falter/store';
import { ERASED_WITHIN_MS, type ErasureDone, type ErasureWish } from '@falter/wire';
import { type Context, Hono } from 'hono';
import { allow } from './asker.ts';
import { audit, showAudit } from './audit.ts';
import { describe, query } from './describe.ts';
import { auditList, auditQuery, erasureBody, erasureDone, exportBody } from './erasure-schemas.ts';
import { sendPerson } from './person-export.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';

interface ErasureParts {
  store: Client;
  writer: Client;
  texts: AssetTexts;
}

/** Sessions and persons are erased by admins, who also see who erased, exported and was refused. */
export function erasureRoutes({ store, writer, texts }: ErasureParts): Hono {
  const app = new Hono();
  app.post('/api/v1/erasures', describe(ABOUT.erase), allow('admin'), async (c) => {
    const wish = await readBody(c, erasureBody);
    return c.json(await eraseAs(c, writer, wish));
  });
  app.post('/api/v1/exports', describe(ABOUT.export), allow('admin'), async (c) =>
    sendPerson(c, { store, writer, texts }, await readBody(c, exportBody)),
  );
  app.get('/api/v1/audit', describe(ABOUT.audit), allow('admin'), query(auditQuery), async (c) =>
    c.json(await showAudit(store, c.get('project'), c.req.valid('query'))),
  );
  return app;
}

/** Erased first, written down then: what is asked for must not wait for its log. Without an entry the answer is no success. */
async function eraseAs(c: Context, writer: Client, { session, person, why = '' }: ErasureWish): Promise<ErasureDone> {
  const project = c.get('project');
  const askedAt = Date.now();
  let count = 1;
  if (person === undefined) await erase(writer, { project, sessions: [session ?? ''] }, askedAt);
  else count = (await erasePerson(writer, { project, person }, askedAt)).length;
  const kind = person === undefined ? 'erased-session' : 'erased-person';
  const subject = person === undefined ? (session ?? '') : personHash({ project, person });
  await audit(c, writer, { project, kind, subject, why, count });
  return { sessions: count, goneBy: new Date(askedAt + ERASED_WITHIN_MS).toISOString() };
}

/** Throws where a session was erased: 410, which is another thing than one that never was. */
export async function refuseErased(store: Client, project: string, session: string): Promise<void> {
  if (await isErased(store, { project, session })) throw erasedSession();
}

function erasedSession(): ApiError {
  return new ApiError('erased', 'This session was erased. Nothing of it is kept, and nothing more of it is taken.');
}

const ABOUT = {
  erase: {
    summary: 'Erase a session, or a person with all sessions',
    body: erasureBody,
    answer: erasureDone,
    problems: ['forbidden', 'cross_site', 'not_json', 'bad_body', 'body_too_large', 'store_unavailable'],
  },
  export: {
    summary: 'All that is kept of a person, as NDJSON: sessions, pages, findings, recordings',
    body: exportBody,
    stream: 'application/x-ndjson',
    problems: [
      'forbidden',
      'cross_site',
      'not_json',
      'bad_body',
      'body_too_large',
      'unknown_person',
      'store_unavailable',
    ],
  },
  audit: {
    summary: 'Who erased, exported, dropped or was refused, newest first',
    answer: auditList,
    problems: ['bad_parameter', 'forbidden', 'store_unavailable'],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

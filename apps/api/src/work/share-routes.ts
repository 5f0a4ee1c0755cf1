import { randomBytes, randomUUID } from 'node:crypto';
import { type Client, endShare, listShares, saveShare } from '@falter/store';
import { ID_PATTERN, SHARES_MAX, type ShareMade } from '@falter/wire';
import { Hono } from 'hono';
import * as z from 'zod/mini';
import { allowWatching } from '../asker.ts';
import { audit } from '../audit.ts';
import { describe, path } from '../describe.ts';
import { sha256Hex } from '../equal.ts';
import { ApiError } from '../problem.ts';
import { readBody } from '../read-body.ts';
import { unknownSession } from '../session-routes.ts';
import { unknownShare } from './shared-access.ts';
import { showWork, toShare } from './show-work.ts';
import { known } from './work-routes.ts';
import { sessionWork, shareBody, shareMade } from './work-schemas.ts';

const HOUR_MS = 3_600_000;

const id = z.string().check(z.regex(ID_PATTERN));
const sessionPath = path(z.object({ id }), unknownSession);
const sharePath = path(z.object({ id, share: z.uuid() }), unknownShare);

interface ShareParts {
  store: Client;
  writer: Client;
  /** The project of addresses that name none. */
  project: string;
}

/** Links that show one session to whoever has them, under /api/v1/sessions/ID/shares. Each is written into the audit log. */
export function shareRoutes({ store, writer, project: fallback }: ShareParts): Hono {
  const app = new Hono();
  const may = allowWatching();
  app.post('/:id/shares', describe({ ...ABOUT.make, body: shareBody }), may, sessionPath, async (c) => {
    const { hours } = await readBody(c, shareBody);
    const project = c.get('project');
    const key = await known(store, { project, session: c.req.valid('param').id });
    if ((await listShares(writer, key)).length >= SHARES_MAX)
      throw new ApiError('too_many_shares', `A session can have ${SHARES_MAX} links at once. End one first.`);
    const token = randomBytes(32).toString('base64url');
    const now = Date.now();
    const times = { sharedAt: now, expiresAt: now + hours * HOUR_MS };
    const share = { id: randomUUID(), tokenHash: sha256Hex(token), byName: c.get('asker').name, ...times };
    const why = `For ${hours} hours, link ${share.id}.`;
    await audit(c, writer, { project, kind: 'shared-session', subject: key.session, why, count: 1 });
    await saveShare(writer, key, share);
    const named = project === fallback ? '' : `?project=${encodeURIComponent(project)}`;
    const made: ShareMade = { ...toShare(share), path: `/shared/${key.session}${named}#${token}` };
    return c.json(made);
  });
  app.delete('/:id/shares/:share', describe(ABOUT.end), may, sharePath, async (c) => {
    const project = c.get('project');
    const { id: session, share: asked } = c.req.valid('param');
    const key = { project, session };
    const share = (await listShares(writer, key)).find((one) => one.id === asked);
    if (!share) throw unknownShare();
    await audit(c, writer, { project, kind: 'ended-share', subject: session, why: `Link ${asked}.`, count: 1 });
    await endShare(writer, key, share, Date.now());
    return c.json(await showWork(writer, key, c.get('asker')));
  });
  return app;
}

const WRITE = ['forbidden', 'cross_site', 'not_json', 'store_unavailable'] as const;

const ABOUT = {
  make: {
    summary: 'Make a link that shows one session to whoever has it, for some hours',
    answer: shareMade,
    problems: ['bad_body', 'body_too_large', 'unknown_session', 'erased', 'too_many_shares', ...WRITE],
  },
  end: {
    summary: 'End a shared link: nobody gets in by it any more',
    answer: sessionWork,
    problems: ['unknown_share', ...WRITE],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

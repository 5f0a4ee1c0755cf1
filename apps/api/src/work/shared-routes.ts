import { type AssetTexts, type Client, listAssetsOfRecording } from '@falter/store';
import { ASSET_HASH_PATTERN, ID_PATTERN } from '@falter/wire';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import * as z from 'zod/mini';
import { sendAsset, unknownAsset } from '../asset-routes.ts';
import type { AuditOnce } from '../audit-once.ts';
import { describe, path, query } from '../describe.ts';
import { recordingParts } from '../part-schemas.ts';
import { readBody } from '../read-body.ts';
import { sendRecording } from '../recording.ts';
import { showParts } from '../recording-parts.ts';
import * as schemas from '../schemas.ts';
import { partsQuery, recordingQuery } from '../session-query.ts';
import { showFindings, showSession } from '../session-routes.ts';
import {
  projectOfShare,
  requireShare,
  SHARED,
  sendShareCookie,
  sharedSession,
  shareOf,
  unknownShare,
} from './shared-access.ts';
import { withoutPerson, withoutPersonLines } from './without-person.ts';
import { openBody } from './work-schemas.ts';

export interface SharedParts {
  store: Client;
  looked: AuditOnce;
  texts: AssetTexts;
  /** Puts the project into the context. */
  project: MiddlewareHandler;
}

const sessionPath = path(sharedSession, unknownShare);
const assetPath = path(
  z.object({ id: z.string().check(z.regex(ID_PATTERN)), hash: z.string().check(z.regex(ASSET_HASH_PATTERN)) }),
  unknownAsset,
);

/**
 * What a shared link shows, without a sign-in: one session, its findings, its recording and the files that this recording names, and
 * nothing else. Each route asks for the link by itself: what is added here without it is a route of the table of roles that fails.
 */
export function sharedRoutes({ store, looked, texts, project: projectOf }: SharedParts): Hono {
  const app = new Hono();
  const project = projectOfShare(projectOf);
  const source = (c: Context) => ({ store, project: c.get('project') });
  const share = requireShare(store);
  app.post(`${SHARED}/:id/open`, describe({ ...ABOUT.open, body: openBody }), sessionPath, project, async (c) => {
    const { token } = await readBody(c, openBody);
    const { id } = c.req.valid('param');
    const found = await shareOf(store, { project: c.get('project'), session: id, token });
    sendShareCookie(c, id, { token, share: found });
    return c.body(null, 204);
  });
  app.get(`${SHARED}/:id`, describe(ABOUT.session), sessionPath, project, share, async (c) =>
    c.json(withoutPerson(await showSession(source(c), c.req.valid('param').id))),
  );
  app.get(`${SHARED}/:id/findings`, describe(ABOUT.findings), sessionPath, project, share, async (c) =>
    c.json(await showFindings(source(c), c.req.valid('param').id)),
  );
  app.get(
    `${SHARED}/:id/recording`,
    describe(ABOUT.recording),
    sessionPath,
    query(recordingQuery),
    project,
    share,
    (c) =>
      sendRecording(
        c,
        { ...source(c), looked, texts, change: withoutPersonLines },
        { ...c.req.valid('param'), ...c.req.valid('query') },
      ),
  );
  app.get(`${SHARED}/:id/parts`, describe(ABOUT.parts), sessionPath, query(partsQuery), project, share, (c) =>
    showParts(c, { ...source(c), looked }, { ...c.req.valid('param'), ...c.req.valid('query') }),
  );
  app.get(`${SHARED}/:id/assets/:hash`, describe(ABOUT.asset), assetPath, project, share, async (c) => {
    const { id, hash } = c.req.valid('param');
    const named = await listAssetsOfRecording(store, { project: c.get('project'), session: id });
    if (!named.includes(hash)) throw unknownAsset();
    return sendAsset(c, store, { project: c.get('project'), hash });
  });
  return app;
}

const OVER = ['unknown_share', 'store_unavailable'] as const;

const ABOUT = {
  open: {
    summary: 'Change the token of a shared link for a cookie that shows its session',
    body: openBody,
    problems: ['bad_body', 'body_too_large', 'cross_site', 'not_json', ...OVER],
    open: true,
  },
  session: {
    summary: 'The session of a shared link, without who it was',
    answer: schemas.sessionDetail,
    problems: ['erased', ...OVER],
    open: true,
  },
  findings: {
    summary: 'The findings of the session of a shared link',
    answer: schemas.findingList,
    problems: ['erased', ...OVER],
    open: true,
  },
  parts: {
    summary: 'What each part of the recording of a shared link holds',
    answer: recordingParts,
    problems: ['bad_parameter', 'erased', 'no_recording', ...OVER],
    open: true,
  },
  recording: {
    summary: 'The rrweb events of the session of a shared link, one a line',
    stream: 'application/x-ndjson',
    problems: ['bad_parameter', 'erased', 'no_recording', ...OVER],
    open: true,
  },
  asset: {
    summary: 'A file that the recording of a shared link names',
    stream: 'application/octet-stream',
    problems: ['unknown_asset', ...OVER],
    open: true,
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

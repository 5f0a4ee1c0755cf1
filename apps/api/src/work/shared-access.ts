import { type Client, listShares, type StoredShare } from '@falter/store';
import { ID_PATTERN } from '@falter/wire';
import type { Context, MiddlewareHandler } from 'hono';
import { getCookie, setCookie } from 'hono/cookie';
import * as z from 'zod/mini';
import { isHttps } from '../cookies.ts';
import { sha256Hex } from '../equal.ts';
import { ApiError } from '../problem.ts';

/** Path of what a link opens: its cookie goes there and nowhere else. */
export const SHARED = '/api/v1/shared';

const COOKIE = 'falter-share';

/** 32 random bytes as base64url. */
const TOKEN = /^[\w-]{43}$/;

export const sharedSession: z.ZodMiniType<{ id: string }> = z.object({ id: z.string().check(z.regex(ID_PATTERN)) });

/** One answer for a forged, an expired and an ended link, and for a session that is not there: who guesses learns nothing. */
export function unknownShare(): ApiError {
  return new ApiError('unknown_share', 'This link is over, or never was. Ask whoever gave it to you for a new one.');
}

/**
 * Puts the project into the context for whoever brings what looks like a token, before anything is asked of the store. Of a project that is
 * not there a stranger hears what they hear of a link that is none.
 */
export function projectOfShare(project: MiddlewareHandler): MiddlewareHandler {
  return async (c, next) => {
    const opens = c.req.method === 'POST';
    if (!opens && !TOKEN.test(getCookie(c, COOKIE) ?? '')) throw unknownShare();
    try {
      return await project(c, next);
    } catch (cause) {
      throw cause instanceof ApiError && cause.problem.name === 'unknown_project' ? unknownShare() : cause;
    }
  };
}

/** The link that this token opens. @throws ApiError `unknown_share` */
export async function shareOf(
  store: Client,
  of: { project: string; session: string; token: string },
): Promise<StoredShare> {
  const { token, ...key } = of;
  if (!TOKEN.test(token)) throw unknownShare();
  const hash = sha256Hex(token);
  const share = (await listShares(store, key)).find(({ tokenHash }) => tokenHash === hash);
  if (!share) throw unknownShare();
  return share;
}

/** Changes the token of a link for a cookie that is good for this session, as long as the link is. */
export function sendShareCookie(
  c: Context,
  session: string,
  { token, share }: { token: string; share: StoredShare },
): void {
  const maxAge = Math.max(1, Math.floor((share.expiresAt - Date.now()) / 1_000));
  setCookie(c, COOKIE, token, {
    httpOnly: true,
    sameSite: 'Strict',
    secure: isHttps(c),
    path: `${SHARED}/${session}`,
    maxAge,
  });
}

/**
 * Lets pass who has a link to this session that is still good, as an asker of a kind of its own: what they watch is written down like
 * what anybody watches. The store is asked each time, so a link that was ended opens nothing any more.
 */
export function requireShare(store: Client): MiddlewareHandler {
  return async (c, next) => {
    const session = c.req.param('id') ?? '';
    const token = getCookie(c, COOKIE) ?? '';
    const share = await shareOf(store, { project: c.get('project'), session, token });
    c.set('asker', { kind: 'shared-link', id: share.id, login: '', name: `Link of ${share.byName}`, role: 'support' });
    return next();
  };
}

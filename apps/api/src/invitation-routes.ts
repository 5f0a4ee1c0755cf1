import { endSignIns, type StoredUser, saveUser } from '@falter/store';
import { type Context, Hono } from 'hono';
import * as schemas from './account-schemas.ts';
import { bodies } from './account-schemas.ts';
import type { Known } from './accounts.ts';
import { describe } from './describe.ts';
import { sha256Hex } from './equal.ts';
import { hashPassword } from './password-hash.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';
import { refuseWeak } from './set-up-routes.ts';
import { type SignInParts, startSignIn } from './sign-in.ts';
import { changedUser } from './user-rows.ts';

/** What the link of an invitation leads to. Open to everybody, worth something to who has the code. */
export function invitationRoutes(parts: SignInParts): Hono {
  const app = new Hono();
  app.post('/api/v1/invitation', describe(ABOUT.show), async (c) => {
    const { code } = await readBody(c, bodies.code);
    const { login, name, role } = userOf(code, await parts.accounts.read());
    return c.json({ login, name, role });
  });
  app.post('/api/v1/invitation/accept', describe(ABOUT.accept), (c) => accept(c, parts));
  return app;
}

/** @throws ApiError `link_over` */
function userOf(code: string, { users }: Known): StoredUser {
  const hash = sha256Hex(code);
  const user = [...users.values()].find((one) => one.invitation === hash);
  if (user && !user.disabled && user.invitationUntil > Date.now()) return user;
  throw new ApiError('link_over', 'This link was used before or is too old. Ask an admin for a new one.');
}

async function accept(c: Context, parts: SignInParts): Promise<Response> {
  const { code, password } = await readBody(c, bodies.acceptInvitation);
  refuseWeak(password, userOf(code, await parts.accounts.read()).login);
  const hash = await hashPassword(password);
  const user = await parts.accounts.change(async (known) => {
    const accepted = changedUser(userOf(code, known), { password: hash, invitation: '', invitationUntil: 0 });
    await saveUser(parts.writer, accepted);
    // For who already had a password this is the way to a new one: whoever knew the old one is signed out.
    const own = [...known.signIns.values()].filter((signIn) => signIn.user === accepted.id);
    await endSignIns(parts.writer, own);
    return accepted;
  });
  await startSignIn(c, { user }, parts);
  return c.body(null, 204);
}

const REFUSALS = ['bad_body', 'link_over', 'cross_site', 'body_too_large', 'not_json', 'store_unavailable'] as const;

const ABOUT = {
  show: {
    summary: 'Who is invited by a link',
    body: bodies.code,
    answer: schemas.invited,
    problems: REFUSALS,
    open: true,
  },
  accept: {
    summary: 'Accept an invitation: set a password, and sign in',
    body: bodies.acceptInvitation,
    problems: REFUSALS,
    open: true,
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

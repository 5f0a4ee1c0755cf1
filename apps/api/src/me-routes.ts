import { endSignIns, saveUser } from '@falter/store';
import { type Context, Hono } from 'hono';
import * as schemas from './account-schemas.ts';
import { bodies } from './account-schemas.ts';
import { describe } from './describe.ts';
import { sha256Hex } from './equal.ts';
import { hashPassword, isPassword } from './password-hash.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';
import { refuseWeak } from './set-up-routes.ts';
import { carried, type SignInParts } from './sign-in.ts';
import { changedUser } from './user-rows.ts';

/** Who is asking, and a new password for it. */
export function meRoutes(parts: SignInParts): Hono {
  const app = new Hono();
  app.get('/api/v1/me', describe(ABOUT.me), (c) => c.json(c.get('asker')));
  app.post('/api/v1/me/password', describe(ABOUT.password), (c) => changePassword(c, parts));
  return app;
}

async function changePassword(c: Context, { accounts, limit, writer }: SignInParts): Promise<Response> {
  const { id, kind, login } = c.get('asker');
  if (kind !== 'user') throw new ApiError('forbidden', 'A token has no password. Sign in as a user to change yours.');
  const { current, password } = await readBody(c, bodies.changePassword);
  refuseWeak(password, login);
  const user = (await accounts.read()).users.get(id);
  // Counted alone, like a known device: whoever is here is signed in already.
  const attempt = limit.attempt({ login: '', device: sha256Hex(`password of ${id}`) });
  if (!user || !(await isPassword(current, user.password))) {
    throw new ApiError('wrong_password', 'This is not your present password.');
  }
  attempt.forgive();
  const hash = await hashPassword(password);
  await accounts.change(async (known) => {
    const now = known.users.get(id);
    if (!now || now.password !== user.password) throw new ApiError('wrong_password', 'It was changed just now.');
    await saveUser(writer, changedUser(now, { password: hash, invitation: '', invitationUntil: 0 }));
    // Whoever knew the old password is signed out; who changed it stays.
    const here = new Set(carried(c, known.signIns));
    await endSignIns(
      writer,
      [...known.signIns.values()].filter((signIn) => signIn.user === id && !here.has(signIn)),
    );
  });
  return c.body(null, 204);
}

const ABOUT = {
  me: { summary: 'Who is asking', answer: schemas.me, problems: ['store_unavailable'] },
  password: {
    summary: 'Change your own password; every other sign-in of yours ends',
    body: bodies.changePassword,
    problems: [
      'bad_body',
      'wrong_password',
      'forbidden',
      'cross_site',
      'body_too_large',
      'not_json',
      'too_many_failures',
      'store_unavailable',
    ],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

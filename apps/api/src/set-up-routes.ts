import { saveUser } from '@falter/store';
import { passwordProblem } from '@falter/wire';
import { type Context, Hono } from 'hono';
import { bodies, setUpState } from './account-schemas.ts';
import { describe } from './describe.ts';
import { hashPassword } from './password-hash.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';
import type { SetUpCode } from './set-up-code.ts';
import { type SignInParts, startSignIn } from './sign-in.ts';
import { changedUser, newUser } from './user-rows.ts';

export interface SetUpParts extends SignInParts {
  setUpCode: SetUpCode;
}

/** The one-time link of a new installation: its first admin. Open to everybody, worth something to who has the code. */
export function setUpRoutes(parts: SetUpParts): Hono {
  const app = new Hono();
  app.get('/api/v1/set-up', describe(ABOUT.state), async (c) =>
    c.json({ needed: (await parts.accounts.read()).users.size === 0 }),
  );
  app.post('/api/v1/set-up/check', describe(ABOUT.check), async (c) => {
    const { code } = await readBody(c, bodies.code);
    await checkCode(code, parts);
    return c.body(null, 204);
  });
  app.post('/api/v1/set-up', describe(ABOUT.setUp), (c) => setUp(c, parts));
  return app;
}

/** @throws ApiError `link_over` */
async function checkCode(code: string, { accounts, setUpCode }: SetUpParts): Promise<void> {
  if (setUpCode.holds(code) && (await accounts.read()).users.size === 0) return;
  const detail = 'This link was used before or is too old. Start Falter again for a new one, or sign in.';
  throw new ApiError('link_over', detail);
}

async function setUp(c: Context, parts: SetUpParts): Promise<Response> {
  const { code, password, ...who } = await readBody(c, bodies.setUp);
  await checkCode(code, parts);
  refuseWeak(password, who.login);
  const hash = await hashPassword(password);
  const user = await parts.accounts.change(async ({ users }) => {
    // Asked again, one after the other: of two who come with the same link at once, one is the first admin.
    if (users.size > 0 || !parts.setUpCode.holds(code)) throw new ApiError('link_over', 'This link was just used.');
    const first = changedUser(newUser({ ...who, role: 'admin' }, Date.now()), { password: hash });
    await saveUser(parts.writer, first);
    parts.setUpCode.useUp();
    return first;
  });
  await startSignIn(c, { user }, parts);
  return c.body(null, 204);
}

/** @throws ApiError `bad_body` with what is wrong with a password */
export function refuseWeak(password: string, login: string): void {
  const problem = passwordProblem(password, login);
  if (problem !== '') throw new ApiError('bad_body', `\`password\`: ${problem}`);
}

const ABOUT = {
  state: {
    summary: 'Whether there is no user yet',
    answer: setUpState,
    problems: ['store_unavailable'],
    open: true,
  },
  check: {
    summary: 'Whether a set-up link can still be used',
    body: bodies.code,
    problems: ['bad_body', 'link_over', 'cross_site', 'body_too_large', 'not_json', 'store_unavailable'],
    open: true,
  },
  setUp: {
    summary: 'Create the first admin, and sign in',
    body: bodies.setUp,
    problems: ['bad_body', 'link_over', 'cross_site', 'body_too_large', 'not_json', 'store_unavailable'],
    open: true,
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

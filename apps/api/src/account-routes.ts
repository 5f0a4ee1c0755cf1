import { Hono } from 'hono';
import { bodies } from './account-schemas.ts';
import { describe } from './describe.ts';
import { invitationRoutes } from './invitation-routes.ts';
import { meRoutes } from './me-routes.ts';
import { type SetUpParts, setUpRoutes } from './set-up-routes.ts';
import { signIn, signOut } from './sign-in.ts';
import { tokenRoutes } from './token-routes.ts';
import { userRoutes } from './user-routes.ts';

/** The ways in, and the way out: all that is answered without a sign-in. */
export function openAccountRoutes(parts: SetUpParts): Hono {
  const app = new Hono();
  app.post('/api/v1/sign-in', describe(ABOUT.signIn), (c) => signIn(c, parts));
  app.post('/api/v1/sign-out', describe(ABOUT.signOut), (c) => signOut(c, parts));
  return app.route('/', setUpRoutes(parts)).route('/', invitationRoutes(parts));
}

/** Accounts of who is signed in, and of all others for admins. */
export function accountRoutes(parts: SetUpParts): Hono {
  return new Hono().route('/', meRoutes(parts)).route('/', userRoutes(parts)).route('/', tokenRoutes(parts));
}

const ABOUT = {
  signIn: {
    summary: 'Change login and password, or the admin token, for a cookie',
    body: bodies.signIn,
    problems: [
      'bad_body',
      'wrong_credentials',
      'cross_site',
      'body_too_large',
      'not_json',
      'too_many_failures',
      'store_unavailable',
    ],
    open: true,
  },
  signOut: {
    summary: 'End the sign-in of the cookie; with `everywhere`, every sign-in of the same user',
    body: bodies.signOut,
    problems: ['bad_body', 'cross_site', 'body_too_large', 'not_json', 'store_unavailable'],
    open: true,
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

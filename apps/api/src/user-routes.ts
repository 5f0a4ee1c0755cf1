import { randomBytes } from 'node:crypto';
import { type Client, endSignIns, removeUser, type StoredUser, saveUser } from '@falter/store';
import type { Invitation } from '@falter/wire';
import { Hono } from 'hono';
import * as schemas from './account-schemas.ts';
import { bodies } from './account-schemas.ts';
import type { Accounts, Known } from './accounts.ts';
import { allow } from './asker.ts';
import { describe } from './describe.ts';
import { sha256Hex } from './equal.ts';
import { ApiError } from './problem.ts';
import { readBody } from './read-body.ts';
import { changedUser, hasAdmin, INVITATION_MS, newUser, refuseTaken, toUser } from './user-rows.ts';

interface Parts {
  accounts: Accounts;
  writer: Client;
}

/** Users and their roles: for admins. */
export function userRoutes({ accounts, writer }: Parts): Hono {
  const app = new Hono();
  app.get('/api/v1/users', describe(ABOUT.list), allow(), async (c) => {
    const { users } = await accounts.read();
    return c.json({ users: [...users.values()].map((user) => toUser(user, Date.now())) });
  });
  app.post('/api/v1/users', describe(ABOUT.create), allow(), async (c) => {
    const given = await readBody(c, bodies.newUser);
    const invitation = await accounts.change(async ({ users }) => {
      refuseTaken(given.login, users.values());
      return invite(newUser(given, Date.now()), writer);
    });
    return c.json(invitation);
  });
  app.post('/api/v1/users/:id/invitation', describe(ABOUT.invite), allow(), async (c) => {
    return c.json(await accounts.change(async (known) => invite(userOf(c.req.param('id'), known), writer)));
  });
  app.patch('/api/v1/users/:id', describe(ABOUT.change), allow(), async (c) => {
    const changes = Object.entries(await readBody(c, bodies.changeUser)).filter(([, value]) => value !== undefined);
    const user = await accounts.change(async (known) => {
      const changed = changedUser(userOf(c.req.param('id'), known), Object.fromEntries(changes));
      refuseLastAdmin(known, changed);
      await saveUser(writer, changed);
      // Who is let in again later has to sign in again.
      if (changed.disabled) await signOutUser(known, changed.id, writer);
      return changed;
    });
    return c.json(toUser(user, Date.now()));
  });
  app.delete('/api/v1/users/:id', describe(ABOUT.remove), allow(), async (c) => {
    await accounts.change(async (known) => {
      const gone = changedUser(userOf(c.req.param('id'), known), {});
      refuseLastAdmin(known, { ...gone, disabled: true });
      await removeUser(writer, gone);
      await signOutUser(known, gone.id, writer);
    });
    return c.body(null, 204);
  });
  return app;
}

/** A new one-time link for a user; the one before is worth nothing from then on. A password that is there still works. */
async function invite(user: StoredUser, writer: Client): Promise<Invitation> {
  const code = randomBytes(32).toString('base64url');
  const until = Date.now() + INVITATION_MS;
  const invited = changedUser(user, { invitation: sha256Hex(code), invitationUntil: until });
  await saveUser(writer, invited);
  return { user: toUser(invited, Date.now()), code };
}

/** @throws ApiError `unknown_user` */
function userOf(id: string, { users }: Known): StoredUser {
  const user = users.get(id);
  if (!user) throw new ApiError('unknown_user', 'There is no user of this id. It may have been removed just now.');
  return user;
}

/** @throws ApiError `last_admin` when nobody could sign in as admin any more after a change that could before */
function refuseLastAdmin({ users }: Known, changed: StoredUser): void {
  const after = new Map(users).set(changed.id, changed);
  if (!hasAdmin(users.values()) || hasAdmin(after.values())) return;
  throw new ApiError('last_admin', 'This is the last admin. Make somebody else an admin first.');
}

async function signOutUser({ signIns }: Known, user: string, writer: Client): Promise<void> {
  await endSignIns(
    writer,
    [...signIns.values()].filter((signIn) => signIn.user === user),
  );
}

const WRITES = ['forbidden', 'cross_site', 'not_json', 'store_unavailable'] as const;
const BODIES = ['bad_body', 'body_too_large', ...WRITES] as const;

const ABOUT = {
  list: {
    summary: 'Everybody who may sign in',
    answer: schemas.userList,
    problems: ['forbidden', 'store_unavailable'],
  },
  create: {
    summary: 'Invite somebody: a one-time link to set a password, valid for seven days',
    body: bodies.newUser,
    answer: schemas.invitation,
    problems: ['login_taken', ...BODIES],
  },
  invite: {
    summary: 'A new one-time link for a user, who may have forgotten the password',
    answer: schemas.invitation,
    problems: ['unknown_user', ...WRITES],
  },
  change: {
    summary: 'Change name or role of a user, or whether it may sign in; counts at once',
    body: bodies.changeUser,
    answer: schemas.oneUser,
    problems: ['unknown_user', 'last_admin', ...BODIES],
  },
  remove: { summary: 'Remove a user', problems: ['unknown_user', 'last_admin', ...WRITES] },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

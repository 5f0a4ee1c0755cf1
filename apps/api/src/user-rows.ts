import { randomBytes } from 'node:crypto';
import type { StoredUser } from '@falter/store';
import type { Me, Role, User } from '@falter/wire';
import { ApiError } from './problem.ts';

/** Milliseconds for which an invitation can be accepted. */
export const INVITATION_MS: number = 7 * 24 * 60 * 60 * 1000;

/** A user as the API tells it: nothing that proves who it is. */
export function toUser(user: StoredUser, now: number): User {
  const { id, login, name, role, createdAt, disabled, password, invitation, invitationUntil } = user;
  const open = invitation !== '' && invitationUntil > now;
  return {
    id,
    login,
    name,
    role,
    createdAt: new Date(createdAt).toISOString(),
    disabled,
    active: password !== '',
    invitedUntil: open ? new Date(invitationUntil).toISOString() : null,
  };
}

/** Somebody new, without a password so far. */
export function newUser({ login, name, role }: Pick<Me, 'login' | 'name'> & { role: Role }, now: number): StoredUser {
  const id = randomBytes(12).toString('base64url');
  const none = { password: '', invitation: '', invitationUntil: 0 };
  return { id, revision: now, login, name, role, ...none, createdAt: now, disabled: false };
}

/** A user with changes, as the revision that follows: the highest counts, whatever the clock did meanwhile. */
export function changedUser(user: StoredUser, changes: Partial<StoredUser>): StoredUser {
  return { ...user, ...changes, revision: Math.max(Date.now(), user.revision + 1) };
}

/** @throws ApiError `login_taken` */
export function refuseTaken(login: string, users: Iterable<StoredUser>): void {
  if (![...users].some((user) => user.login === login)) return;
  throw new ApiError('login_taken', 'Somebody has this login already. Choose another one.');
}

/** Whether somebody can sign in as an admin. */
export function hasAdmin(users: Iterable<StoredUser>): boolean {
  return [...users].some((user) => user.role === 'admin' && !user.disabled && user.password !== '');
}

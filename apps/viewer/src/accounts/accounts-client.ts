import type {
  ApiToken,
  ApiTokenList,
  Invitation,
  Invited,
  NewApiToken,
  Role,
  SetUpState,
  User,
  UserList,
} from '@falter/wire';
import { getJson, sendJson } from '../api-client.ts';

/** Whether there is no user yet, so that a set-up link leads on and no password does. */
export async function isSetUpNeeded(): Promise<boolean> {
  return (await getJson<SetUpState>('/api/v1/set-up')).needed;
}

/** @throws ApiError `link_over` */
export function checkSetUpCode(code: string): Promise<void> {
  return sendJson('POST', '/api/v1/set-up/check', { code });
}

/** Makes the first admin and signs in. */
export function setUp(first: { code: string; login: string; name: string; password: string }): Promise<void> {
  return sendJson('POST', '/api/v1/set-up', first);
}

/** Who is invited by a code. @throws ApiError `link_over` */
export function readInvitation(code: string): Promise<Invited> {
  return sendJson('POST', '/api/v1/invitation', { code });
}

/** Sets the password and signs in. */
export function acceptInvitation(code: string, password: string): Promise<void> {
  return sendJson('POST', '/api/v1/invitation/accept', { code, password });
}

/** @throws ApiError `wrong_password` when `current` is not the present one */
export function changePassword(current: string, password: string): Promise<void> {
  return sendJson('POST', '/api/v1/me/password', { current, password });
}

export async function readUsers(): Promise<User[]> {
  return (await getJson<UserList>('/api/v1/users')).users;
}

export function inviteUser(user: { login: string; name: string; role: Role }): Promise<Invitation> {
  return sendJson('POST', '/api/v1/users', user);
}

/** A new link for somebody who is there already. */
export function inviteAgain(id: string): Promise<Invitation> {
  return sendJson('POST', `/api/v1/users/${encodeURIComponent(id)}/invitation`);
}

export function changeUser(id: string, change: { role?: Role; disabled?: boolean }): Promise<User> {
  return sendJson('PATCH', `/api/v1/users/${encodeURIComponent(id)}`, change);
}

export function removeUser(id: string): Promise<void> {
  return sendJson('DELETE', `/api/v1/users/${encodeURIComponent(id)}`);
}

export async function readTokens(): Promise<ApiToken[]> {
  return (await getJson<ApiTokenList>('/api/v1/tokens')).tokens;
}

/** `expiresAt` is ISO 8601, null for a token that works until it is removed. */
export function makeToken(token: { name: string; role: Role; expiresAt: string | null }): Promise<NewApiToken> {
  return sendJson('POST', '/api/v1/tokens', token);
}

export function removeToken(id: string): Promise<void> {
  return sendJson('DELETE', `/api/v1/tokens/${encodeURIComponent(id)}`);
}

import type { Role } from '@falter/wire';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** A person who may sign in, with what proves it. Times in epoch milliseconds. */
export interface StoredUser {
  id: string;
  /** Grows with every change; the highest counts. */
  revision: number;
  /** Lower case. */
  login: string;
  name: string;
  role: Role;
  /** As the API hashed it; '' until the invitation was accepted. */
  password: string;
  /** SHA-256 of the code of an open invitation, in hex; '' where there is none. */
  invitation: string;
  invitationUntil: number;
  createdAt: number;
  disabled: boolean;
}

/** A browser that is signed in. Times in epoch milliseconds. */
export interface StoredSignIn {
  /** SHA-256 of the cookie, in hex. */
  id: string;
  /** Of the user; '' for one by the admin token. */
  user: string;
  /** SHA-256 of the admin token that bought it, in hex; '' for one by password. */
  tokenHash: string;
  createdAt: number;
  expiresAt: number;
}

/** A bearer token of a script. Times in epoch milliseconds, 0 for never. */
export interface StoredApiToken {
  id: string;
  /** SHA-256 of the token, in hex. */
  hash: string;
  name: string;
  role: Role;
  createdAt: number;
  expiresAt: number;
  lastUsedAt: number;
}

/** Sign-ins that are known at once; beyond that the oldest have to sign in again. */
const SIGN_INS_MAX = 10_000;

/** Everybody who was not removed, who came first first. */
export function listUsers(client: Client): Promise<StoredUser[]> {
  return client.rows<StoredUser>(sql('user-list'), {});
}

/** Writes a person as he is now. `revision` has to be higher than that of the row it was read from. */
export async function saveUser(client: Client, user: StoredUser): Promise<void> {
  await client.insert('users', [userRow(user)]);
}

/** Takes a person off the list for good. `revision` as in `saveUser`. What proved who he was is not kept. */
export async function removeUser(client: Client, user: StoredUser): Promise<void> {
  await client.insert('users', [{ ...userRow({ ...user, password: '', invitation: '' }), removed: true }]);
}

function userRow({ invitationUntil, createdAt, ...columns }: StoredUser) {
  return { ...columns, invitation_until: time(invitationUntil), created_at: time(createdAt) };
}

/** Sign-ins that hold now, the newest first. */
export function listSignIns(client: Client): Promise<StoredSignIn[]> {
  return client.rows<StoredSignIn>(sql('sign-in-list'), { limit: SIGN_INS_MAX });
}

export async function saveSignIn(client: Client, signIn: StoredSignIn): Promise<void> {
  await client.insert('sign_ins', [{ ...signInRow(signIn), revision: 1 }]);
}

/** Ends sign-ins before their time, all of them or none. */
export async function endSignIns(client: Client, signIns: readonly StoredSignIn[]): Promise<void> {
  const rows = signIns.map((signIn) => ({ ...signInRow(signIn), revision: 2, ended: true }));
  await client.insert('sign_ins', rows);
}

function signInRow({ id, user, tokenHash, createdAt, expiresAt }: StoredSignIn) {
  return { id, user, token_hash: tokenHash, created_at: time(createdAt), expires_at: time(expiresAt) };
}

/** Tokens that were not removed, the oldest first; expired ones too. */
export function listApiTokens(client: Client): Promise<StoredApiToken[]> {
  return client.rows<StoredApiToken>(sql('api-token-list'), {});
}

export async function saveApiToken(client: Client, token: StoredApiToken): Promise<void> {
  await client.insert('api_tokens', [{ ...tokenRow(token), revision: 1 }]);
}

export async function removeApiToken(client: Client, token: StoredApiToken): Promise<void> {
  await client.insert('api_tokens', [{ ...tokenRow(token), revision: 2, removed: true }]);
}

/** Writes down that a token was used at a time. */
export async function saveApiTokenUse(client: Client, token: string, usedAt: number): Promise<void> {
  await client.insert('api_token_uses', [{ token, used_at: time(usedAt) }]);
}

function tokenRow({ id, hash, name, role, createdAt, expiresAt }: StoredApiToken) {
  return { id, hash, name, role, created_at: time(createdAt), expires_at: time(expiresAt) };
}

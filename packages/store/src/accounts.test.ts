import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import {
  endSignIns,
  listApiTokens,
  listSignIns,
  listUsers,
  removeApiToken,
  removeUser,
  type StoredApiToken,
  type StoredSignIn,
  type StoredUser,
  saveApiToken,
  saveApiTokenUse,
  saveSignIn,
  saveUser,
} from './accounts.ts';

const store = useStore();
const T0 = Date.UTC(2026, 10, 21, 12);
const DAY = 86_400_000;

function user(values: Partial<StoredUser>): StoredUser {
  return {
    id: 'u1',
    revision: 1,
    login: 'jo@shop.example',
    name: 'Jo Marsh',
    role: 'support',
    password: 'scrypt$x',
    invitation: '',
    invitationUntil: 0,
    createdAt: T0,
    disabled: false,
    ...values,
  };
}

function signIn(values: Partial<StoredSignIn>): StoredSignIn {
  const now = Date.now();
  return { id: 'a'.repeat(64), user: 'u1', tokenHash: '', createdAt: now, expiresAt: now + DAY, ...values };
}

function token(values: Partial<StoredApiToken>): StoredApiToken {
  const times = { createdAt: T0, expiresAt: 0, lastUsedAt: 0 };
  return { id: 't1', hash: 'b'.repeat(64), name: 'nightly', role: 'product', ...times, ...values };
}

describe('users', () => {
  it('are as they were last written, in whatever order the writes came', async () => {
    const first = user({});
    const later = {
      ...first,
      revision: 7,
      role: 'admin' as const,
      disabled: true,
      invitation: 'c',
      invitationUntil: T0,
    };
    await saveUser(store.client, later);
    await saveUser(store.client, first);
    const second = user({ id: 'u2', login: 'ann', createdAt: T0 - 1 });
    await saveUser(store.client, second);
    expect(await listUsers(store.client)).toEqual([second, later]);
  });

  it('that are removed are gone, and so is what proved who they were', async () => {
    const gone = user({ id: 'gone', invitation: 'secret-of-the-invitation', password: 'secret-of-the-password' });
    await saveUser(store.client, gone);
    await removeUser(store.client, { ...gone, revision: 2 });
    expect((await listUsers(store.client)).map(({ id }) => id)).not.toContain('gone');
    await store.client.command('OPTIMIZE TABLE users FINAL');
    expect((await listUsers(store.client)).map(({ id }) => id)).not.toContain('gone');
    const kept = await store.client.rows('SELECT password, invitation FROM users WHERE id = {id:String}', {
      id: 'gone',
    });
    expect(kept).toEqual([{ password: '', invitation: '' }]);
  });
});

describe('sign-ins', () => {
  it('hold until they expire or are ended, whichever comes first, the newest first', async () => {
    const now = Date.now();
    const old = signIn({ id: 'old', createdAt: now - 5 });
    const fresh = signIn({ id: 'fresh', createdAt: now, user: '', tokenHash: 'd'.repeat(64) });
    const ended = signIn({ id: 'ended' });
    const expired = signIn({ id: 'expired', expiresAt: now - 1 });
    for (const one of [old, fresh, ended, expired]) await saveSignIn(store.client, one);
    await endSignIns(store.client, [ended]);
    await endSignIns(store.client, []);
    expect(await listSignIns(store.client)).toEqual([fresh, old]);
  });

  it('that were ended do not come back when they are written once more', async () => {
    const one = signIn({ id: 'again' });
    await endSignIns(store.client, [one]);
    await saveSignIn(store.client, one);
    expect((await listSignIns(store.client)).map(({ id }) => id)).not.toContain('again');
  });
});

describe('API tokens', () => {
  it('know when they were last used', async () => {
    await saveApiToken(store.client, token({}));
    await saveApiToken(store.client, token({ id: 't2', createdAt: T0 + 1, expiresAt: T0 + DAY }));
    await saveApiTokenUse(store.client, 't1', T0 + 5);
    await saveApiTokenUse(store.client, 't1', T0 + 3);
    expect(await listApiTokens(store.client)).toEqual([
      token({ lastUsedAt: T0 + 5 }),
      token({ id: 't2', createdAt: T0 + 1, expiresAt: T0 + DAY }),
    ]);
  });

  it('that were removed do not come back by being used', async () => {
    await saveApiToken(store.client, token({ id: 't3' }));
    await removeApiToken(store.client, token({ id: 't3' }));
    await saveApiTokenUse(store.client, 't3', T0);
    expect((await listApiTokens(store.client)).map(({ id }) => id)).not.toContain('t3');
  });
});

import { type Client, StoreError, saveUser } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { createAccounts } from './accounts.ts';
import { changedUser, newUser } from './user-rows.ts';

const store = useStore();
const someone = (login: string) => newUser({ login, name: login, role: 'support' }, Date.now());

/** Accounts on a clock that the test moves, and how often the store was asked. */
function start(client: Client = store.client) {
  const clock = { now: 0 };
  let questions = 0;
  const counting: Client = {
    ...client,
    rows: (sql, params) => {
      questions += 1;
      return client.rows(sql, params);
    },
  };
  return { clock, accounts: createAccounts(counting, () => clock.now), questions: () => questions };
}

describe('what is known of accounts', () => {
  it('is asked once in two seconds, however many ask', async () => {
    const { clock, accounts, questions } = start();
    await Promise.all(Array.from({ length: 50 }, () => accounts.read()));
    clock.now = 1_999;
    await accounts.read();
    expect(questions()).toBe(3);
    clock.now = 2_000;
    await accounts.read();
    expect(questions()).toBe(6);
  });

  it('learns within two seconds of what another process changed', async () => {
    const { clock, accounts } = start();
    await accounts.read();
    const user = someone('elsewhere');
    await saveUser(store.client, user);
    expect((await accounts.read()).users.has(user.id)).toBe(false);
    clock.now = 2_000;
    expect((await accounts.read()).users.has(user.id)).toBe(true);
  });

  it('knows of a change made here at once, also when somebody asked in the midst of it', async () => {
    const { accounts } = start();
    const user = someone('here');
    await accounts.change(async () => {
      await accounts.read();
      await saveUser(store.client, user);
    });
    expect((await accounts.read()).users.has(user.id)).toBe(true);
  });

  it('is asked again after the store did not answer', async () => {
    let broken = true;
    const { accounts } = start({
      ...store.client,
      rows: (sql, params) => (broken ? Promise.reject(new Error('down')) : store.client.rows(sql, params)),
    });
    await expect(accounts.read()).rejects.toThrow('down');
    await expect(accounts.change(async () => 'done')).rejects.toThrow('down');
    broken = false;
    expect((await accounts.read()).signIns.size).toBe(0);
    expect(await accounts.change(async () => 'done')).toBe('done');
  });

  it('holds on while the store is away, for reading and up to the next change made here', async () => {
    let away = false;
    const gone = () => Promise.reject(new StoreError('unavailable', 'away'));
    const { clock, accounts } = start({
      ...store.client,
      rows: (sql, params) => (away ? gone() : store.client.rows(sql, params)),
    });
    const user = someone('kept');
    await accounts.change(() => saveUser(store.client, user));
    await accounts.read();
    away = true;
    clock.now = 60_000;
    expect((await accounts.read()).users.has(user.id)).toBe(true);
    // Nothing is changed on what may be old, and what may have been revoked lets nobody in.
    await expect(accounts.change(async () => 'done')).rejects.toThrow('away');
    await expect(accounts.read()).rejects.toThrow('away');
    away = false;
    expect((await accounts.read()).users.has(user.id)).toBe(true);
  });

  it('is not held on to where the store refuses to say it', async () => {
    let refuses = false;
    const { clock, accounts } = start({
      ...store.client,
      rows: (sql, params) =>
        refuses ? Promise.reject(new StoreError('refused', 'no')) : store.client.rows(sql, params),
    });
    await accounts.read();
    refuses = true;
    clock.now = 2_000;
    await expect(accounts.read()).rejects.toThrow('no');
  });
});

describe('changes', () => {
  it('run one after the other, each on what the one before left', async () => {
    const { accounts } = start();
    const takes = Array.from({ length: 8 }, () =>
      accounts.change(async ({ users }) => {
        if ([...users.values()].some(({ login }) => login === 'only-one')) return 'taken';
        await saveUser(store.client, someone('only-one'));
        return 'mine';
      }),
    );
    expect((await Promise.all(takes)).filter((answer) => answer === 'mine')).toHaveLength(1);
  });

  it('that fail stop no other', async () => {
    const { accounts } = start();
    const failing = accounts.change(() => Promise.reject(new Error('no')));
    const following = accounts.change(async () => 'yes');
    await expect(failing).rejects.toThrow('no');
    expect(await following).toBe('yes');
  });

  it('of a user grow its revision, whatever the clock does', () => {
    const user = { ...someone('x'), revision: Date.now() + 60_000 };
    expect(changedUser(user, {}).revision).toBe(user.revision + 1);
    expect(changedUser({ ...user, revision: 1 }, {}).revision).toBeGreaterThan(1_000_000);
  });
});

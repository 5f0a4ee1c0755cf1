import { beforeEach, describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import * as schemas from './account-schemas.ts';
import { hashPassword } from './password-hash.ts';
import { roleOf, send } from './test-accounts.ts';
import { type TestApi, testApi } from './test-api.ts';

const store = useStore();
const PASSWORD = 'harbour fog at nine';
/** Made once: a hash costs a third of a second. */
const hash = hashPassword(PASSWORD);
let api: TestApi;
/** The first admin, who asks. */
let cookie = '';

beforeEach(async () => {
  await store.client.command('TRUNCATE TABLE users');
  api = testApi(store.client, 'default');
  ({ cookie } = await api.as('admin', { login: 'jo', name: 'Jo', password: await hash }));
});

const ask = (route: string, body?: unknown) => send(api, route, { cookie, body });
const invite = (login: string, role = 'support') => ask('POST users', { login, name: `The ${login}`, role });

/** Somebody who accepted: id and cookie. */
async function join(login: string, role = 'support'): Promise<{ id: string; cookie: string }> {
  const { body } = await invite(login, role);
  const accepted = await send(api, 'POST invitation/accept', { body: { code: body.code, password: PASSWORD } });
  return { id: body.user.id, cookie: accepted.cookie };
}

async function meId(): Promise<string> {
  return (await ask('GET me')).body.id;
}

describe('an invitation', () => {
  it('is a link with which somebody sets a password and is signed in', async () => {
    const { status, body } = await invite('Ann@Shop.example', 'product');
    expect(status).toBe(200);
    const { user, code } = schemas.invitation.parse(body);
    expect(user).toMatchObject({ login: 'ann@shop.example', role: 'product', active: false, disabled: false });
    const days = (Date.parse(user.invitedUntil ?? '') - Date.now()) / 86_400_000;
    expect(days).toBeGreaterThan(6.99);
    expect(days).toBeLessThanOrEqual(7);
    const shown = await send(api, 'POST invitation', { body: { code } });
    expect(schemas.invited.parse(shown.body)).toEqual({
      login: 'ann@shop.example',
      name: 'The Ann@Shop.example',
      role: 'product',
    });
    const accepted = await send(api, 'POST invitation/accept', { body: { code, password: PASSWORD } });
    expect(accepted.status).toBe(204);
    expect(await roleOf(api, accepted.cookie)).toBe('product');
    const list = schemas.userList.parse((await ask('GET users')).body);
    expect(list.users.map(({ login, active, invitedUntil }) => [login, active, invitedUntil])).toEqual([
      ['jo', true, null],
      ['ann@shop.example', true, null],
    ]);
  });

  it('works once, and only the newest of a user', async () => {
    const first = (await invite('ann')).body;
    const second = (await ask(`POST users/${first.user.id}/invitation`)).body;
    const accept = (code: string) => send(api, 'POST invitation/accept', { body: { code, password: PASSWORD } });
    expect((await accept(first.code)).name).toBe('link_over');
    expect((await accept(second.code)).status).toBe(204);
    expect((await accept(second.code)).name).toBe('link_over');
    expect((await send(api, 'POST invitation', { body: { code: second.code } })).name).toBe('link_over');
  });

  it('is over after seven days, when its user is disabled, and when it is removed', async () => {
    const accept = (code: string) => send(api, 'POST invitation/accept', { body: { code, password: PASSWORD } });
    const [late, disabled, removed] = [await invite('late'), await invite('disabled'), await invite('removed')];
    await ask(`PATCH users/${disabled.body.user.id}`, { disabled: true });
    await ask(`DELETE users/${removed.body.user.id}`);
    const passed = `ALTER TABLE users UPDATE invitation_until = now64(3) - INTERVAL 1 SECOND WHERE login = 'late' SETTINGS mutations_sync = 1`;
    await store.client.command(passed);
    await invite('another');
    for (const { body } of [late, disabled, removed]) expect((await accept(body.code)).name).toBe('link_over');
  });

  it('refuses a password as the set-up does, and can be tried again', async () => {
    const { code } = (await invite('ann')).body;
    const weak = await send(api, 'POST invitation/accept', { body: { code, password: 'short' } });
    expect(weak.name).toBe('bad_body');
    expect(weak.body.detail).toContain('At least 12 characters');
    expect((await send(api, 'POST invitation/accept', { body: { code, password: PASSWORD } })).status).toBe(204);
  });

  it('of who forgot the password: the old one works until the new one is set, then who knew it is out', async () => {
    const ann = await join('ann');
    const { code } = (await ask(`POST users/${ann.id}/invitation`)).body;
    expect((await send(api, 'POST sign-in', { body: { login: 'ann', password: PASSWORD } })).status).toBe(204);
    await send(api, 'POST invitation/accept', { body: { code, password: 'low tide tea house' } });
    expect(await roleOf(api, ann.cookie)).toBe('');
    expect((await send(api, 'POST sign-in', { body: { login: 'ann', password: PASSWORD } })).status).toBe(401);
  });

  it('is not made for a login that is taken, however it is written, also of two at once', async () => {
    expect((await invite('JO')).name).toBe('login_taken');
    const two = await Promise.all([invite('ann'), invite('ANN')]);
    expect(two.map(({ status }) => status).toSorted()).toEqual([200, 409]);
  });

  it('is kept as a hash', async () => {
    const { code } = (await invite('ann')).body;
    const rows = await store.client.rows('SELECT * FROM users', {});
    expect(JSON.stringify(rows)).not.toContain(code);
    expect(JSON.stringify(rows)).not.toContain(PASSWORD);
    expect(JSON.stringify((await ask('GET users')).body)).not.toMatch(/scrypt|password/);
  });
});

describe('a change of a user', () => {
  it('of the role counts with the next request', async () => {
    const ann = await join('ann', 'support');
    expect((await send(api, 'GET users', { cookie: ann.cookie })).name).toBe('forbidden');
    await ask(`PATCH users/${ann.id}`, { role: 'admin' });
    expect((await send(api, 'GET users', { cookie: ann.cookie })).status).toBe(200);
    await ask(`PATCH users/${ann.id}`, { role: 'product', name: 'Ann Reed' });
    expect((await send(api, 'GET me', { cookie: ann.cookie })).body).toMatchObject({
      role: 'product',
      name: 'Ann Reed',
    });
  });

  it('that disables ends the sign-ins for good, and lets in again only by password', async () => {
    const ann = await join('ann');
    const changed = await ask(`PATCH users/${ann.id}`, { disabled: true });
    expect(schemas.oneUser.parse(changed.body).disabled).toBe(true);
    expect(await roleOf(api, ann.cookie)).toBe('');
    expect((await send(api, 'POST sign-in', { body: { login: 'ann', password: PASSWORD } })).status).toBe(401);
    await ask(`PATCH users/${ann.id}`, { disabled: false });
    expect(await roleOf(api, ann.cookie)).toBe('');
    const again = await send(api, 'POST sign-in', { body: { login: 'ann', password: PASSWORD } });
    expect(await roleOf(api, again.cookie)).toBe('support');
  });

  it('that removes ends the sign-ins, and frees the login', async () => {
    const ann = await join('ann');
    expect((await ask(`DELETE users/${ann.id}`)).status).toBe(204);
    expect(await roleOf(api, ann.cookie)).toBe('');
    expect((await ask('GET users')).body.users).toHaveLength(1);
    expect((await ask(`DELETE users/${ann.id}`)).name).toBe('unknown_user');
    expect((await invite('ann')).status).toBe(200);
  });

  it.each([{ role: 'support' }, { role: 'product' }, { disabled: true }, undefined])(
    'does not leave an installation without an admin who can sign in: %j',
    async (change) => {
      await invite('ann', 'admin');
      const away = await join('away', 'admin');
      await ask(`PATCH users/${away.id}`, { disabled: true });
      const route = `users/${await meId()}`;
      const refused = change ? await ask(`PATCH ${route}`, change) : await ask(`DELETE ${route}`);
      expect(refused.name).toBe('last_admin');
      expect(await roleOf(api, cookie)).toBe('admin');
      const other = await join('other', 'admin');
      const done = change ? await ask(`PATCH ${route}`, change) : await ask(`DELETE ${route}`);
      expect(done.status).toBeLessThan(300);
      expect(await roleOf(api, other.cookie)).toBe('admin');
    },
  );

  it.each([{ role: 'owner' }, { role: '' }, { login: 'x' }, { password: PASSWORD }, { disabled: 'yes' }, { name: '' }])(
    'refuses %j',
    async (change) => {
      expect((await ask(`PATCH users/${await meId()}`, change)).name).toBe('bad_body');
    },
  );

  it('of nobody says so', async () => {
    for (const route of ['PATCH users/none', 'DELETE users/none', 'POST users/none/invitation']) {
      expect((await ask(route, {})).name).toBe('unknown_user');
    }
  });
});

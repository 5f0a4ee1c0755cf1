import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { erasedUntil, erasePerson, listSessionsOfPerson, personHash } from './erased-persons.ts';
import { isErased } from './erasure.ts';

const store = useStore();

/** A session of that person, and a wish to see the next one. */
async function visit(person: string, session: string, project = 'shop'): Promise<void> {
  const at = new Date().toISOString();
  await store.client.insert('sessions', [{ project, session, person, first_seen_at: at, revision: 1 }]);
}

const sessionsLeft = async () =>
  (await store.client.rows<{ session: string }>('SELECT session FROM sessions ORDER BY session', {})).map(
    ({ session }) => session,
  );

describe('a person who is erased', () => {
  it('goes with all sessions, and nobody else does', async () => {
    await visit('ada@example.com', 'session-of-ada-one');
    await visit('ada@example.com', 'session-of-ada-two');
    await visit('grace@example.com', 'session-of-grace-1');
    await visit('ada@example.com', 'session-of-ada-blog', 'blog');
    const ada = { project: 'shop', person: 'ada@example.com' };
    expect((await erasePerson(store.client, ada)).toSorted()).toEqual(['session-of-ada-one', 'session-of-ada-two']);
    expect(await listSessionsOfPerson(store.client, ada)).toEqual([]);
    expect(await sessionsLeft()).toEqual(['session-of-ada-blog', 'session-of-grace-1']);
    expect(await isErased(store.client, { project: 'shop', session: 'session-of-ada-one' })).toBe(true);
    expect(await isErased(store.client, { project: 'blog', session: 'session-of-ada-blog' })).toBe(false);
  });

  it('goes from what is no session as well', async () => {
    const wish = { project: 'shop', person: 'eve', revision: 1, expires_at: '2099-01-01 00:00:00' };
    await store.client.insert('person_wishes', [wish, { ...wish, person: 'bob' }]);
    await erasePerson(store.client, { project: 'shop', person: 'eve' });
    const left = await store.client.rows('SELECT person FROM person_wishes', {});
    expect(left).toEqual([{ person: 'bob' }]);
  });

  it('is remembered by a hash alone, with the moment, so that what turns out to be theirs later goes as well', async () => {
    const key = { project: 'shop', person: 'mallory' };
    expect(await erasedUntil(store.client, key)).toBeUndefined();
    await erasePerson(store.client, key, 1_700_000_000_000);
    expect(await erasedUntil(store.client, key)).toBe(1_700_000_000_000);
    expect(await erasedUntil(store.client, { ...key, project: 'blog' })).toBeUndefined();
    const rows = await store.client.rows<{ person_hash: string }>('SELECT * FROM erased_persons', {});
    expect(rows.map(({ person_hash }) => person_hash)).toContain(personHash(key));
    expect(JSON.stringify(rows)).not.toContain('mallory');
  });
});

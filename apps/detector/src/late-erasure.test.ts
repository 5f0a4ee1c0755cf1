import { erasePerson, findSession, insertBatches, isErased, listAudit, readRecording } from '@falter/store';
import { EVENT_TYPE, PLUGIN } from '@falter/wire';
import { expect, it, vi } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { startFollower } from './follower.ts';
import { errorVisit } from './test-visit.ts';

const store = useStore();

/** The second batch of a session, in which the site says who is there. */
function naming(session: string, person: string, at: number) {
  const visit = errorVisit({ project: 'p', session }, at);
  const payload = { id: person, traits: {} };
  const lines = JSON.stringify({
    type: EVENT_TYPE.plugin,
    timestamp: at + 1_200,
    data: { plugin: PLUGIN.person, payload },
  });
  return { ...visit, seq: 1, hash: 'c'.repeat(64), events: 1, bytes: lines.length, lines };
}

it('a session that is known late to be of a person who was erased meanwhile goes; what came after stays', async () => {
  const began = Date.now() - 10_000;
  const before = { project: 'p', session: 'session-before-aaaa' };
  const after = { project: 'p', session: 'session-after-aaaaa' };
  const other = { project: 'p', session: 'session-other-aaaaa' };
  const failures: unknown[] = [];
  await insertBatches(store.client, [errorVisit(before, began), errorVisit(other, began)]);
  const follower = startFollower({ store: store.client, log: (_, cause) => failures.push(cause) });
  await vi.waitUntil(() => findSession(store.client, before), { timeout: 30_000, interval: 100 });
  expect(await erasePerson(store.client, { project: 'p', person: 'ann' }, Date.now())).toEqual([]);

  const late = Date.now() + 1;
  await insertBatches(store.client, [errorVisit(after, late), naming(after.session, 'ann', late)]);
  await insertBatches(store.client, [naming(before.session, 'ann', began), naming(other.session, 'bob', began)]);
  await vi.waitUntil(() => isErased(store.client, before), { timeout: 30_000, interval: 100 });
  const named = async ({ session }: { session: string }) =>
    (await findSession(store.client, { project: 'p', session }))?.person;
  await vi.waitUntil(async () => (await named(after)) === 'ann' && (await named(other)) === 'bob', {
    timeout: 30_000,
    interval: 100,
  });
  await follower.stop();

  expect([await findSession(store.client, before), await readRecording(store.client, before)]).toEqual([undefined, []]);
  expect([await isErased(store.client, after), await isErased(store.client, other)]).toEqual([false, false]);
  const [entry] = await listAudit(store.client, { project: 'p', kind: 'erased-session', limit: 9 });
  expect(entry).toMatchObject({ whoKind: 'falter', subject: before.session, count: 1 });
  expect(entry?.why).toContain('person who had been erased');
  expect(failures).toEqual([]);
});

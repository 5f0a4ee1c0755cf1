import { expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session, T0 } from '../test/some-session.ts';
import { sumUpPerson } from './person-sums.ts';
import { saveSessions } from './sessions.ts';

const store = useStore();

it('adds up the sessions of a person as they are now, and of nobody else', async () => {
  const project = 'sums';
  const ann = { project, person: 'ann' };
  const rage = { signal: 'rage-click', count: 2 };
  const first = session({ ...ann, id: 'a0', findings: [rage], score: 25 });
  const second = session({
    ...ann,
    id: 'a1',
    firstSeenAt: T0 + 1,
    lastSeenAt: T0 + 9e6,
    findings: [rage, { signal: 'js-error', count: 1 }],
  });
  const other = session({ project, id: 'c', person: 'cleo' });
  await saveSessions(
    store.client,
    [first, second, { ...other, person: 'ann' }, session({ project, id: 'b', person: 'bo' })],
    1,
  );
  await saveSessions(store.client, [other, { ...first, score: 60 }], 2);
  expect(await sumUpPerson(store.client, { project, person: 'ann' })).toEqual({
    ...{ sessions: 2, struggling: 1, firstSeenAt: T0, lastSeenAt: T0 + 9e6 },
    findings: [
      { signal: 'rage-click', count: 4 },
      { signal: 'js-error', count: 1 },
    ],
  });
  expect(await sumUpPerson(store.client, { project, person: "x' OR 1=1 --" })).toMatchObject({
    sessions: 0,
    findings: [],
  });
});

import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { session, T0 } from '../test/some-session.ts';
import { saveSessions } from './sessions.ts';
import { deleteOldSourceMaps, deleteSourceMaps, findSourceMap, listSourceMaps, saveSourceMap } from './source-maps.ts';

const store = useStore();
const DAY = 86_400_000;
const URL = 'https://shop.example/assets/app.js';

const save = (project: string, values: { release: string; url?: string; map?: string; uploadedAt?: number }) =>
  saveSourceMap(store.client, { project, url: URL, map: '{}', bytes: 2, uploadedAt: T0, uploadedBy: 'CI', ...values });
const find = (project: string, release: string, url = URL) => findSourceMap(store.client, { project, release, url });

describe('source maps', () => {
  it('are found by release and script, on another host by their path', async () => {
    await save('p', { release: '1', map: 'one' });
    await save('p', { release: '2', map: 'two' });
    await save('p', { release: '2', map: 'two again', uploadedAt: T0 + 1 });
    await save('p', { release: '2', url: 'https://cdn.example/assets/app.js', map: 'of the CDN' });
    expect(await find('p', '1')).toBe('one');
    expect(await find('p', '2')).toBe('two again');
    expect(await find('p', '2', 'https://cdn.example/assets/app.js')).toBe('of the CDN');
    expect(await find('p', '1', 'https://www.shop.example/assets/app.js')).toBe('one');
    expect(await find('p', '1', 'https://shop.example/other.js')).toBeUndefined();
    expect(await find('other', '1')).toBeUndefined();
    const listed = await listSourceMaps(store.client, { project: 'p', release: '' });
    expect(listed.map(({ release, url }) => `${release} ${url}`)).toEqual([
      `1 ${URL}`,
      '2 https://cdn.example/assets/app.js',
      `2 ${URL}`,
    ]);
    await deleteSourceMaps(store.client, { project: 'p', release: '2' });
    expect(await find('p', '2')).toBeUndefined();
    expect(await find('p', '1')).toBe('one');
  });

  it('go when their release is seen no more, and not before', async () => {
    for (const release of ['old', 'in use', 'fresh'])
      await save('sweep', { release, uploadedAt: release === 'fresh' ? T0 : T0 - 40 * DAY });
    await saveSessions(store.client, [session({ project: 'sweep', release: 'in use', firstSeenAt: T0 })], 1);
    await saveSessions(
      store.client,
      [session({ project: 'sweep', id: 'b', release: 'old', firstSeenAt: T0 - 40 * DAY })],
      1,
    );
    await deleteOldSourceMaps(store.client, { project: 'sweep', before: T0 - 30 * DAY });
    const left = await listSourceMaps(store.client, { project: 'sweep', release: '' });
    expect(left.map(({ release }) => release)).toEqual(['fresh', 'in use']);
  });
});

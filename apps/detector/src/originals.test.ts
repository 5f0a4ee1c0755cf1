import { judge, readSession, withOriginals } from '@falter/detector';
import { saveSourceMap } from '@falter/store';
import { EVENT_TYPE, PLUGIN } from '@falter/wire';
import { expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { Originals } from './originals.ts';

const store = useStore();

/** `total@src/cart.ts` at the first character of the first line, as a build wrote it. */
const map = JSON.stringify({ version: 3, sources: ['../src/cart.ts'], names: ['total'], mappings: 'AAAAA' });

/** A visit of a page whose script, called `file` in this build, fails with `name` as the name of a function. */
function visit(file: string, name: string) {
  const stack = `TypeError: no\n    at ${name} (https://shop.test/${file}:1:1)`;
  const payload = { kind: 'error', name: 'TypeError', message: 'no', stack, source: '', line: 1, column: 1 };
  const at = Date.UTC(2026, 10, 21);
  const events = [
    { type: EVENT_TYPE.meta, timestamp: at, data: { href: 'https://shop.test/', width: 9, height: 9 } },
    { type: EVENT_TYPE.plugin, timestamp: at + 1, data: { plugin: PLUGIN.error, payload } },
  ];
  return readSession([{ tab: 't', events }], { closed: true });
}

it('makes errors of two builds one issue where both have source maps, and none without', async () => {
  const originals = new Originals(store.client);
  const causeOf = async (file: string, release: string) => {
    const reading = visit(file, 'x');
    const known = await originals.of({ project: 'p', release }, reading);
    return judge(withOriginals(reading, known), {}).findings[0]?.cause?.id;
  };
  const about = { project: 'p', bytes: map.length, uploadedAt: 1, uploadedBy: 'CI', map };
  await saveSourceMap(store.client, { ...about, release: '1', url: 'https://shop.test/one.js' });
  await saveSourceMap(store.client, { ...about, release: '2', url: 'https://shop.test/two.js' });
  const [one, two, unmapped] = [
    await causeOf('one.js', '1'),
    await causeOf('two.js', '2'),
    await causeOf('two.js', '3'),
  ];
  expect(one).toBeDefined();
  expect(two).toBe(one);
  expect(unmapped).not.toBe(one);
});

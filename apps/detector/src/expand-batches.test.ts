import { createHash } from 'node:crypto';
import { insertAssets, insertBatches, readRecording } from '@falter/store';
import { describe, expect, it } from 'vitest';
import { useStore } from '../../../test/engine.ts';
import { expandBatches } from './expand-batches.ts';
import { readStoredSession } from './session-reading.ts';

const store = useStore();
const hashOf = (text: string) => createHash('sha256').update(text).digest('base64url');

async function record(session: string, lines: readonly string[]): Promise<void> {
  const now = Date.now();
  await insertBatches(
    store.client,
    lines.map((text, seq) => ({
      ...{ project: 'p', session, tab: 't', seq, firstSeenAt: now, receivedAt: now, sentAt: now, page: 'p' },
      ...{ secret: 'a'.repeat(64), hash: 'b'.repeat(64), release: '', userAgent: '', dropped: 0 },
      ...{ events: 1, bytes: text.length, lines: text, assets: [] },
    })),
  );
}

async function put(...texts: string[]): Promise<void> {
  const known = { project: 'p', kind: 'css', type: 'text/css', storedAt: Date.now() } as const;
  await insertAssets(
    store.client,
    texts.map((text) => ({ ...known, hash: hashOf(text), bytes: Buffer.from(text) })),
  );
}

describe('a look at a recording that refers to style sheets', () => {
  it('sees their texts; one that is missing is empty until it comes', async () => {
    const [here, late] = ['.card { cursor: pointer }', '.late { cursor: pointer }'];
    await put(here);
    const line = (css: string) => `{"type":3,"timestamp":1,"data":{"_cssText":"falter-css:${hashOf(css)}"}}`;
    const plain = '{"type":3,"timestamp":2,"data":{}}';
    await record('refers-to-sheets', [`${line(here)}\n${plain}`, line(late), plain]);
    const key = { project: 'p', session: 'refers-to-sheets' };
    const css = async () => {
      const { batches } = await expandBatches(store.client, {
        ...key,
        batches: await readRecording(store.client, key),
      });
      return batches.flatMap(({ lines }) => lines.split('\n').map((text) => JSON.parse(text).data._cssText));
    };
    expect(await css()).toEqual([here, undefined, '', undefined]);
    await put(late);
    expect(await css()).toEqual([here, undefined, late, undefined]);
  });

  it('judges it by them: what is under a hand looks as if a click would do something', async () => {
    const css = `.card { cursor: pointer } ${' '.repeat(1_024)}`;
    await put(css);
    const node = (id: number, tagName: string, attributes: object, childNodes: unknown[] = []) => {
      return { type: 2, id, tagName, attributes, childNodes };
    };
    const card = node(6, 'div', { class: 'card' }, [{ type: 3, id: 7, textContent: 'Tea' }]);
    const head = node(3, 'head', {}, [node(4, 'link', { rel: 'stylesheet', _cssText: `falter-css:${hashOf(css)}` })]);
    const html = node(2, 'html', {}, [head, node(5, 'body', {}, [card])]);
    const events = [
      { type: 4, timestamp: 1_000, data: { href: 'https://shop.example/', width: 800, height: 600 } },
      { type: 2, timestamp: 1_001, data: { node: { type: 0, id: 1, childNodes: [html] }, initialOffset: {} } },
      { type: 3, timestamp: 2_000, data: { source: 2, type: 2, id: 6, x: 10, y: 10 } },
    ];
    await record('under-the-hand', [events.map((event) => JSON.stringify(event)).join('\n')]);
    const found = await readStoredSession(
      { store: store.client, key: { project: 'p', session: 'under-the-hand' } },
      Date.now(),
    );
    const [click] = found?.reading.timelines.flatMap(({ steps }) => steps).filter(({ kind }) => kind === 'click') ?? [];
    expect(click).toMatchObject({ looks: 'pointer' });
  });

  it('is bounded, however often one sheet is shown', async () => {
    const large = `/* ${'x'.repeat(3_900_000)} */`;
    await put(large);
    const line = `{"type":3,"timestamp":1,"data":[${Array(20)
      .fill(`"falter-css:${hashOf(large)}"`)
      .join()}]}`;
    const batch = (await readRecording(store.client, { project: 'p', session: 'refers-to-sheets' }))[2];
    const batches = Array.from({ length: 6 }, () => ({ ...(batch as NonNullable<typeof batch>), lines: line }));
    const { batches: expanded } = await expandBatches(store.client, { project: 'p', batches });
    expect(expanded.reduce((sum, { lines }) => sum + lines.length, 0)).toBeLessThan(200 * 1024 * 1024);
    expect(expanded.at(-1)?.lines).toContain('["","",');
  });
});

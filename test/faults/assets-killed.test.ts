import { createHash, randomBytes } from 'node:crypto';
import { frame, writeEventLines } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, type FalterProcess, startFalter, WRITE_KEY } from '../falter-process.ts';
import { LOAD_ORIGIN } from '../load.ts';
import { killTree } from '../process-tree.ts';

const SHEETS = 60;
/** Uploads at one time, as a page has them and more. */
const AT_ONCE = 6;

const ids = { session: 'killed-amid-assets', secret: 'secret-0123456789' };
const sheets = Array.from({ length: SHEETS }, () => {
  const bytes = Buffer.from(`.a { content: "${randomBytes(24_000).toString('hex')}"; }`);
  return { bytes, hash: createHash('sha256').update(bytes).digest('base64url') };
});
type Sheet = (typeof sheets)[number];

async function post(falter: FalterProcess, path: string, body: Uint8Array): Promise<Record<string, unknown>> {
  const headers = { 'content-type': 'text/plain', origin: LOAD_ORIGIN };
  const answer = await fetch(`${falter.url}${path}`, {
    method: 'POST',
    headers,
    body: body as Uint8Array<ArrayBuffer>,
  });
  return (await answer.json()) as Record<string, unknown>;
}

/** A batch that names all sheets. */
function named(falter: FalterProcess) {
  const events = new TextEncoder().encode(writeEventLines([{ type: 3, timestamp: Date.now(), data: {} }]));
  const place = { tab: 'tab-01234567890123', page: 'page-0123456789012', seq: 0, sentAt: Date.now(), release: '' };
  const counters = { dropped: 0, faults: 0 };
  const assets = sheets.map(({ hash }) => hash);
  return post(falter, '/v1/batch', frame({ v: 1, key: WRITE_KEY, ...ids, ...place, counters, assets }, events));
}

const send = (falter: FalterProcess, { hash, bytes }: Sheet) =>
  post(falter, '/v1/asset', frame({ v: 1, key: WRITE_KEY, ...ids, hash, kind: 'css' }, bytes));

describe.skipIf(process.platform !== 'linux')('assets', { timeout: 240_000 }, () => {
  it('that were acknowledged survive kill -9 of the whole tree; the others are taken when they are sent again', async () => {
    let falter = await startFalter();
    expect((await named(falter)).need).toHaveLength(SHEETS);
    const acknowledged = new Set<Sheet>();
    const left = [...sheets];
    const page = async () => {
      for (let sheet = left.pop(); sheet; sheet = left.pop()) {
        const { stored } = await send(falter, sheet);
        if (stored === 'new') acknowledged.add(sheet);
        if (acknowledged.size === 10) killTree(falter.pid);
      }
    };
    const pages = await Promise.allSettled(Array.from({ length: AT_ONCE }, page));
    expect(pages.some(({ status }) => status === 'rejected')).toBe(true);
    await falter.ended;
    const before = [...acknowledged];
    console.info(`kill -9 tree: ${before.length} of ${SHEETS} assets acknowledged`);
    const ports = { main: Number(new URL(falter.url).port), shop: Number(new URL(falter.shopUrl).port) };
    falter = await startFalter({ data: falter.data, ports });
    for (const { hash, bytes } of before) {
      const headers = { authorization: `Bearer ${ADMIN_TOKEN}` };
      const answer = await fetch(`${falter.url}/api/v1/assets/${hash}`, { headers });
      expect(await answer.text()).toBe(bytes.toString());
    }
    for (const sheet of sheets) expect(['new', 'duplicate']).toContain((await send(falter, sheet)).stored);
    for (const sheet of before) expect((await send(falter, sheet)).stored).toBe('duplicate');
    expect(await falter.stop()).toBe(0);
  });
});

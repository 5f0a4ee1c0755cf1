import { createHash } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { snippetRoutes } from './snippet-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'falter-snippet-'));
const archive = join(folder, 'snippets');
const snippet = join(folder, 'falter.js');
let seen: string[] = [];

afterAll(() => rmSync(folder, { recursive: true, force: true }));
beforeEach(() => {
  seen = [];
});

/** The routes as a start of Falter makes them, with this build of the snippet. */
function start(build: string, keep: string | undefined = archive) {
  writeFileSync(snippet, build);
  return snippetRoutes({
    snippet,
    archive: keep,
    onScript: async ({ req }, next) => {
      seen.push(req.path);
      await next();
    },
  });
}

async function current(app: ReturnType<typeof start>): Promise<{ path: string; integrity: string }> {
  return (await app.request('/v1/snippet')).json() as Promise<{ path: string; integrity: string }>;
}

describe('a version of the snippet', () => {
  it('is what its integrity says, cached for ever, open to every origin, and counted like /falter.js', async () => {
    const app = start('one();');
    const { path, integrity } = await current(app);
    const answer = await app.request(path);
    const body = await answer.text();
    expect(body).toBe('one();');
    expect(integrity).toBe(`sha384-${createHash('sha384').update(body).digest('base64')}`);
    expect(answer.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(answer.headers.get('access-control-allow-origin')).toBe('*');
    const present = await app.request('/falter.js');
    expect([await present.text(), present.headers.get('cache-control')]).toEqual(['one();', 'public, max-age=3600']);
    expect(seen).toEqual([path, '/falter.js']);
  });

  it('stays after an update, as it was', async () => {
    const old = await current(start('one();'));
    const updated = start('two();');
    const now = await current(updated);
    expect(now.path).not.toBe(old.path);
    expect(await (await updated.request(old.path)).text()).toBe('one();');
    expect(await (await updated.request(now.path)).text()).toBe('two();');
    expect(await (await updated.request('/falter.js')).text()).toBe('two();');
  });

  it('whose file was damaged is not served', async () => {
    const old = await current(start('three();'));
    for (const file of readdirSync(archive)) writeFileSync(join(archive, file), 'evil();');
    expect((await start('four();').request(old.path)).status).toBe(404);
  });

  it.each(['/v/0000000000000000/falter.js', '/v/..%2f..%2fsecrets/falter.js', '/v/x/falter.js'])(
    '%s is not there, and says so to scripts of every origin',
    async (path) => {
      const answer = await start('one();').request(path);
      expect([answer.status, answer.headers.get('access-control-allow-origin')]).toEqual([404, '*']);
      expect(await answer.json()).toMatchObject({ error: 'unknown_version' });
    },
  );

  it('of the recorder is served as long as its loader, is not counted as a page, and has no present address', async () => {
    writeFileSync(join(folder, 'falter.recorder.js'), 'record();');
    const path = `/v/${createHash('sha256').update('record();').digest('hex').slice(0, 16)}/falter.recorder.js`;
    const old = start(`fetch("${path}")`);
    expect(await (await old.request(path)).text()).toBe('record();');
    expect((await old.request('/falter.recorder.js')).status).toBe(404);
    writeFileSync(join(folder, 'falter.recorder.js'), 'record(2);');
    const answer = await start('updated();').request(path);
    expect([await answer.text(), answer.headers.get('cache-control')]).toEqual([
      'record();',
      'public, max-age=31536000, immutable',
    ]);
    expect(seen).toEqual([]);
    expect(() => start(`fetch("${path}")`)).toThrow('which is not beside it. Run "npm run build" again.');
    rmSync(join(folder, 'falter.recorder.js'));
    expect(() => start(`fetch("${path}")`)).toThrow('is not beside it');
  });

  it('of the extras is served, is not counted, and has to be beside the recorder that fetches it', async () => {
    const version = createHash('sha256').update('more();').digest('hex').slice(0, 16);
    const [recorder, extras] = [join(folder, 'falter.recorder.js'), join(folder, 'falter.extras.js')];
    writeFileSync(recorder, `fetch("/v/${version}/falter.extras.js")`);
    writeFileSync(extras, 'more();');
    expect(await (await start('one();').request(`/v/${version}/falter.extras.js`)).text()).toBe('more();');
    expect(seen).toEqual([]);
    writeFileSync(extras, 'others();');
    expect(() => start('one();')).toThrow(/falter\.recorder\.js .* which is not beside it/);
    for (const file of [recorder, extras]) rmSync(file);
  });

  it('of the whole in one file can be pinned as well', async () => {
    writeFileSync(join(folder, 'falter.full.js'), 'all();');
    const app = start('one();');
    const { full } = (await (await app.request('/v1/snippet')).json()) as { full: { path: string; integrity: string } };
    expect(await (await app.request(full.path)).text()).toBe('all();');
    expect(await (await app.request('/falter.full.js')).text()).toBe('all();');
    expect(full.integrity).toBe(`sha384-${createHash('sha384').update('all();').digest('base64')}`);
    expect(seen).toEqual([full.path, '/falter.full.js']);
    rmSync(join(folder, 'falter.full.js'));
  });

  it('is served without an archive too', async () => {
    const app = start('five();', undefined);
    expect(await (await app.request((await current(app)).path)).text()).toBe('five();');
  });
});

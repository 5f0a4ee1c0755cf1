import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { Hono } from 'hono';
import { afterAll, describe, expect, it } from 'vitest';
import { serveViewer } from './serve-viewer.ts';

const parent = mkdtempSync(join(tmpdir(), 'falter-viewer-'));
const directory = join(parent, 'dist');
const SCRIPT = `export const words = '${'falter '.repeat(500)}';`;

mkdirSync(join(directory, 'assets'), { recursive: true });
mkdirSync(join(directory, '.git'));
const files = {
  'index.html': '<!doctype html><title>Falter</title>',
  'replay-frame.html': '<!doctype html><title>Recorded page</title>',
  'favicon.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
  'assets/index-DxY_1.js': SCRIPT,
  'assets/index-a1.css': 'main { color: red }',
  'assets/inter-b2.woff2': 'wOF2',
  'assets/index-DxY_1.js.map': '{}',
  '.env': 'SECRET=1',
  '.git/config.json': '{}',
  '../outside.txt': 'not ours',
};
for (const [name, text] of Object.entries(files)) writeFileSync(join(directory, name), text);
symlinkSync('../outside.txt', join(directory, 'link.txt'));
symlinkSync('..', join(directory, 'up'));
afterAll(() => rmSync(parent, { recursive: true }));

const app = new Hono().get('/healthz', (c) => c.text('ok')).use(serveViewer(directory));
const get = (path: string, headers: Record<string, string> = {}) =>
  Promise.resolve(app.request(new Request(`http://falter.example${path}`, { headers })));

describe('a page of the viewer', () => {
  it.each([
    '/',
    '/sessions',
    '/sessions/abc',
    '/sessions/abc?at=12',
    '/sessions/a/b',
    '/sign-in',
    '/set-up?code=x',
    '/invitation?code=x',
    '/settings',
    '/health',
    '/settings/project',
    '/index.html',
  ])('%s is index.html, never stored', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(await response.text()).toBe(files['index.html']);
  });

  it('H88: may be framed by nobody, runs no script and asks no host but ours', async () => {
    const { headers } = await get('/sessions/abc');
    expect(headers.get('content-security-policy')?.split('; ')).toEqual([
      "default-src 'none'",
      "script-src 'self'",
      "style-src 'self'",
      "img-src 'self' data:",
      "font-src 'self'",
      "connect-src 'self'",
      "frame-src 'self'",
      "base-uri 'none'",
      "form-action 'self'",
      "frame-ancestors 'none'",
    ]);
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('cross-origin-opener-policy')).toBe('same-origin-allow-popups');
    expect(headers.get('cross-origin-resource-policy')).toBe('same-origin');
  });

  it.each(['/replay-frame', '/replay-frame.html', '/replay-frame?x=1'])(
    '%s is the page of replays: framed by the viewer alone, connected with nobody',
    async (path) => {
      const response = await get(path);
      expect(await response.text()).toBe(files['replay-frame.html']);
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')?.split('; ')).toEqual([
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'unsafe-inline'",
        "img-src 'self' data:",
        "font-src 'self' data:",
        "connect-src 'none'",
        "worker-src 'none'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'self'",
        'sandbox allow-scripts allow-same-origin',
      ]);
      for (const header of ['x-content-type-options', 'referrer-policy', 'cross-origin-resource-policy'])
        expect(response.headers.get(header)).toBe((await get('/sessions')).headers.get(header));
    },
  );

  it('answers HEAD like GET, without the body', async () => {
    const response = await app.request('/', { method: 'HEAD' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(await response.text()).toBe('');
  });

  it('says what to do where the viewer is not built', async () => {
    const unbuilt = new Hono().use(serveViewer(join(parent, 'nowhere')));
    const response = await unbuilt.request('/');
    expect(response.status).toBe(503);
    expect(await response.text()).toContain('npm run build');
    expect((await unbuilt.request('/assets/index.js')).status).toBe(404);
  });
});

describe('a file of the viewer', () => {
  it.each([
    ['/assets/index-DxY_1.js', 'text/javascript; charset=utf-8'],
    ['/assets/index-a1.css', 'text/css; charset=utf-8'],
    ['/assets/inter-b2.woff2', 'font/woff2'],
  ])('%s is kept for ever, under its own type and the same policy', async (path, type) => {
    const response = await get(path);
    expect(response.headers.get('content-type')).toBe(type);
    expect(response.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    expect(response.headers.get('x-content-type-options')).toBe('nosniff');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toBe(files[path.slice(1) as keyof typeof files]);
  });

  it('without a hash in its name is not kept', async () => {
    const response = await get('/favicon.svg');
    expect(response.headers.get('content-type')).toBe('image/svg+xml');
    expect(response.headers.get('cache-control')).toBe('no-store');
  });

  it('is gzipped where that helps and the client takes it, each time the same', async () => {
    for (let time = 0; time < 2; time++) {
      const response = await get('/assets/index-DxY_1.js', { 'accept-encoding': 'gzip' });
      expect(response.headers.get('content-encoding')).toBe('gzip');
      expect(response.headers.get('vary')).toBe('accept-encoding');
      const bytes = Buffer.from(await response.arrayBuffer());
      expect(bytes.length).toBeLessThan(SCRIPT.length / 5);
      expect(gunzipSync(bytes).toString()).toBe(SCRIPT);
    }
    const font = await get('/assets/inter-b2.woff2', { 'accept-encoding': 'gzip' });
    expect(font.headers.get('content-encoding')).toBeNull();
    expect((await get('/assets/index-DxY_1.js')).headers.get('vary')).toBe('accept-encoding');
  });

  it('is served as it is now: a new build needs no restart', async () => {
    expect((await get('/assets/later-c3.js')).status).toBe(404);
    writeFileSync(join(directory, 'assets/later-c3.js'), 'later');
    expect(await (await get('/assets/later-c3.js')).text()).toBe('later');
  });
});

describe('an address that is no page', () => {
  const html = { accept: 'text/html,application/xhtml+xml,*/*;q=0.8' };

  it.each(['/foo/bar', '/foo/', '/sessionsx', '/admin?x=1', '/healthz/x'])(
    '%s, opened in a browser, is told to be none by the viewer itself',
    async (path) => {
      const response = await get(path, html);
      expect(response.status).toBe(404);
      expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8');
      expect(response.headers.get('cache-control')).toBe('no-store');
      expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
      expect(await response.text()).toBe(files['index.html']);
    },
  );

  it.each([
    '/api/v1/none',
    '/v1/none',
    '/v1',
    '/assets/none',
    '/assets/none.js',
    '/none.js',
    '/.env',
    '//sessions',
    '/..%5coutside.txt',
  ])('%s is not taken for one', async (path) => {
    const response = await get(path, html);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toBe(files['index.html']);
  });

  it('is what it was for a program, and where the viewer is not built', async () => {
    expect(await (await get('/foo/bar', { accept: 'application/json' })).text()).toBe('404 Not Found');
    const unbuilt = new Hono().use(serveViewer(join(parent, 'nowhere')));
    expect((await unbuilt.request('/foo/bar', { headers: html })).status).toBe(404);
  });
});

describe('H44: what is no page and no file of the viewer goes on', () => {
  it.each([
    '/healthz/x',
    '/api/v1/none',
    '/admin',
    '//admin',
    '//index.html',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/%252e%252e%252foutside.txt',
    '/..\\outside.txt',
    '/..%5coutside.txt',
    '/assets/../../outside.txt',
    '/assets/%2e%2e/%2e%2e/outside.txt',
    '/assets/..%2f..%2foutside.txt',
    '/assets//index-a1.css',
    '/assets/index-a1.css%00',
    '/assets/index-a1.css/',
    '/assets/index-a1.css/x.css',
    '/assets',
    '/assets/',
    '/.env',
    '/.git/config.json',
    '/link.txt',
    '/up/outside.txt',
    '/assets/index-DxY_1.js.map',
    '/sessionsx',
    '/replay-framex',
    '/replay-frame/x',
    '/sessions%0ax',
    '/sign-in/x',
    '/SIGN-IN',
    `/${'x'.repeat(300)}.js`,
    `/${'x/'.repeat(3000)}x.js`,
  ])('%s', async (path) => {
    const response = await get(path);
    expect(response.status).toBe(404);
    expect(await response.text()).not.toMatch(/not ours|SECRET/);
  });

  it('a directory that is named like a file', async () => {
    mkdirSync(join(directory, 'folder.js'));
    expect((await get('/folder.js')).status).toBe(404);
  });

  it('whatever is no reading', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) expect((await app.request('/', { method })).status).toBe(404);
  });

  it('and other routes are left alone', async () => {
    expect(await (await get('/healthz')).text()).toBe('ok');
  });
});

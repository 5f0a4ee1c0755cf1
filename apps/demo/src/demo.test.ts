import { readFileSync } from 'node:fs';
import { createServer, request, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createDemo } from './index.ts';
import { pageTable } from './pages/pages.ts';
import { teas } from './shared/teas.ts';

const collector = 'http://127.0.0.1:4600';
const hostileKey = `pk"><script>alert('1')</script>&`;
const paths = [...pageTable.keys()];
let server: Server;
let origin: string;

beforeAll(async () => {
  server = createServer(createDemo({ collector, key: hostileKey, viewer: 'http://viewer.example:8080' }));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
});

afterAll(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

/** A request whose path is sent as it is: fetch would tidy `..` away before the server sees it. */
function rawGet(path: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: new URL(origin).port, path }, async (answer) => {
      const chunks: Buffer[] = [];
      for await (const chunk of answer) chunks.push(chunk as Buffer);
      resolve({ status: answer.statusCode ?? 0, body: Buffer.concat(chunks).toString() });
    });
    asked.on('error', reject).end();
  });
}

async function text(path: string): Promise<string> {
  return (await fetch(`${origin}${path}`)).text();
}

describe('pages', () => {
  test.each(paths)('%s is a document with the tag', async (path) => {
    const answer = await fetch(`${origin}${path}`);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    const markup = await answer.text();
    expect(markup).toContain(
      `<script async src="${collector}/falter.js" data-key="pk&quot;&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;"></script>`,
    );
    expect(markup).not.toContain('<script>alert');
    expect(markup.match(/<h1[ >]/g)).toHaveLength(1);
  });

  test('there is a page for the catalogue, each kind and each tea', () => {
    expect(paths).toEqual(expect.arrayContaining(['/', '/collection/black', '/cart', '/checkout', '/about', '/help']));
    for (const tea of teas) expect(paths).toContain(`/tea/${tea.slug}`);
  });

  test('a query changes nothing on the server', async () => {
    expect(await text('/?fault=dead-button&bar=0')).toBe(await text('/'));
  });

  test('each collection shows its own teas', async () => {
    const markup = await text('/collection/green');
    const shown = [...markup.matchAll(/<li class="card" data-slug="([a-z-]+)"[^>]*?( hidden)?>/g)];
    expect(shown).toHaveLength(teas.length);
    expect(shown.filter((card) => card[2] === undefined).map((card) => card[1])).toEqual([
      'samphire-green',
      'moon-jelly',
    ]);
  });

  test('everything a page refers to on its own origin is there', async () => {
    const found = new Set<string>();
    for (const path of paths) {
      for (const [, target] of (await text(path)).matchAll(/(?:href|src)="(\/[^"#]*)/g)) found.add(target ?? '');
    }
    expect(found.size).toBeGreaterThan(60);
    for (const target of found) expect((await fetch(`${origin}${target}`)).status, target).toBe(200);
  });

  test('the only foreign addresses are the tag and the viewer', async () => {
    for (const path of paths) {
      const foreign = (await text(path)).match(/https?:\/\/[^"'\s<)]+/g) ?? [];
      expect(new Set(foreign)).toEqual(new Set([`${collector}/falter.js`, 'http://viewer.example:8080/']));
    }
  });

  test('an unknown path is a page too, with status 404 and the tag', async () => {
    const answer = await fetch(`${origin}/tea/coffee`);
    expect(answer.status).toBe(404);
    const markup = await answer.text();
    expect(markup).toContain('The tide took this page');
    expect(markup).toContain(`${collector}/falter.js`);
  });
});

describe('names for tests', () => {
  test.each(paths)('every interactive element of %s has one, once', async (path) => {
    const markup = await text(path);
    const elements = markup.match(/<(?:a|button|input|select|textarea|summary|canvas)\b[^>]*>/g) ?? [];
    const nameless = elements.filter((tag) => !tag.includes('data-testid=') && !tag.includes('type="hidden"'));
    expect(nameless).toEqual([]);
    const names = [...markup.matchAll(/data-testid="([^"]+)"/g)].map((match) => match[1]);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  test('the README lists them all', async () => {
    const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
    const names = new Set<string>();
    for (const path of [...paths, '/nowhere']) {
      for (const [, name] of (await text(path)).matchAll(/data-testid="([^"]+)"/g)) names.add(general(name ?? ''));
    }
    const missing = [...names].filter((name) => !readme.includes(`\`${name}\``));
    expect(missing).toEqual([]);
  });
});

/** `quick-add-harbour-fog` -> `quick-add-SLUG`. */
function general(name: string): string {
  const tea = teas.find(({ slug }) => name.endsWith(`-${slug}`));
  return tea ? name.replace(tea.slug, 'SLUG') : name.replace(/^(faq|faq-summary)-\d+$/, '$1-N');
}

describe('files', () => {
  test.each([
    ['/styles/base.css', 'text/css; charset=utf-8'],
    ['/client/main.ts', 'text/javascript; charset=utf-8'],
    ['/shared/teas.ts', 'text/javascript; charset=utf-8'],
    ['/art/harbour-fog-tin.svg', 'image/svg+xml'],
    ['/favicon.svg', 'image/svg+xml'],
  ])('%s is served as %s', async (path, type) => {
    const answer = await fetch(`${origin}${path}`);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, type]);
  });

  test('page modules arrive without types, line by line where they were written', async () => {
    const source = readFileSync(new URL('./client/stepper.ts', import.meta.url), 'utf8');
    const served = await text('/client/stepper.ts');
    expect(served).not.toContain(': HTMLElement');
    expect(served.split('\n')).toHaveLength(source.split('\n').length);
  });

  test('page modules import nothing that is not served', async () => {
    const markup = await text('/');
    const modules = [...markup.matchAll(/modulepreload" href="([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(modules).toContain('/client/main.ts');
    for (const module of modules) {
      for (const [, target] of (await text(module)).matchAll(/from '([^']+)'/g)) {
        expect(modules, `${module} imports ${target}`).toContain(new URL(target ?? '', `${origin}${module}`).pathname);
      }
    }
  });

  test('the download is saved, not shown', async () => {
    const answer = await fetch(`${origin}/brewing-guide.txt`);
    expect(answer.headers.get('content-disposition')).toBe('attachment; filename="low-tide-brewing-guide.txt"');
    expect(await answer.text()).toContain('Harbour Fog       96 °C   4 min');
  });

  test('drawings are the same at every start, so that their content hash is', async () => {
    const again = createServer(createDemo({ collector, key: 'other' }));
    await new Promise<void>((resolve) => again.listen(0, '127.0.0.1', resolve));
    const there = `http://127.0.0.1:${(again.address() as AddressInfo).port}/art/moon-jelly-leaf.svg`;
    expect(await (await fetch(there)).text()).toBe(await text('/art/moon-jelly-leaf.svg'));
    await new Promise((resolve) => again.close(resolve));
  });

  test('nothing outside the table can be reached', async () => {
    const tries = [
      '/../package.json',
      '/client/../../package.json',
      '/client/..%2f..%2fpackage.json',
      '/%2e%2e/package.json',
      '/styles/..\\..\\package.json',
      '/client/tsconfig.json',
      '/client/checkout-rules.test.ts',
      '/src/demo.ts',
      '/demo.ts',
      '/etc/passwd',
      '/__proto__',
      '/%00',
      '/%',
    ];
    for (const path of tries) {
      const { status, body } = await rawGet(path);
      expect(status, path).toBe(404);
      expect(body, path).not.toMatch(/@falter\/app-demo|compilerOptions|createDemo|root:/);
    }
  });

  test.each(['//evil.example/', 'http://evil.example/', '*'])(
    'a target that is not a path is refused: %s',
    async (path) => {
      expect((await rawGet(path)).status).toBe(400);
    },
  );

  test('HEAD answers without a body, other methods are refused', async () => {
    const head = await fetch(`${origin}/`, { method: 'HEAD' });
    expect(head.status).toBe(200);
    expect(Number(head.headers.get('content-length'))).toBeGreaterThan(1000);
    expect(await head.text()).toBe('');
    const post = await fetch(`${origin}/`, { method: 'POST', body: 'x' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD']);
  });
});

describe('options', () => {
  test.each(['', 'nonsense', 'javascript:alert(1)', 'ftp://host', '127.0.0.1:4600'])(
    'refuses the collector %j',
    (bad) => {
      expect(() => createDemo({ collector: bad, key: 'k' })).toThrow(
        /^\[demo\] collector ".*" is not an http\(s\) origin\. Pass/,
      );
    },
  );

  test('refuses a viewer that is not an origin', () => {
    expect(() => createDemo({ collector, key: 'k', viewer: 'javascript:alert(1)' })).toThrow(/^\[demo\] viewer/);
  });

  test('the viewer is the collector unless said otherwise; paths and slashes are cut off', async () => {
    const other = createServer(createDemo({ collector: 'https://falter.example/some/path/', key: 'k' }));
    await new Promise<void>((resolve) => other.listen(0, '127.0.0.1', resolve));
    const markup = await (await fetch(`http://127.0.0.1:${(other.address() as AddressInfo).port}/`)).text();
    expect(markup).toContain('src="https://falter.example/falter.js"');
    expect(markup).toContain('<a href="https://falter.example/" target="_blank"');
    await new Promise((resolve) => other.close(resolve));
  });
});

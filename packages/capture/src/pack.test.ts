import { execFile } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { publint } from 'publint';
import { build, type Rolldown } from 'vite';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { putHandOn } from '../../../test/hand.ts';
import { launchBrowser } from '../test/browser.ts';
import { type FarEnd, openFarEnd } from '../test/far-end.ts';
import { until } from '../test/visit.ts';

const run = promisify(execFile);
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGE = join(ROOT, 'packages/capture');

/** No registry, no prompt, no look at the user's own settings. */
const NPM_ENV = {
  ...process.env,
  npm_config_offline: 'true',
  npm_config_audit: 'false',
  npm_config_fund: 'false',
  npm_config_update_notifier: 'false',
};

const USE = `import { type Falter, start, type StartOptions } from '@falter/capture';
const options: StartOptions = { key: 'key-of-a-test', endpoint: '$COLLECTOR', release: 'r1', consent: 'granted', sample: 1 };
export const falter: Falter = start(options);
falter.consent(true);
// @ts-expect-error a key is a text
start({ key: 1, endpoint: '' });
// @ts-expect-error consent has two values
start({ key: '', endpoint: '', consent: 'perhaps' });
const nothing: void = falter();
export default nothing;
start(options);
`;

/** Somebody else's project, outside of ours, with strict types of its own. */
const TSCONFIG = {
  compilerOptions: {
    ...{ strict: true, exactOptionalPropertyTypes: true, skipLibCheck: false, noEmit: true, types: [] },
    ...{ target: 'ES2022', lib: ['ES2022', 'DOM'] },
  },
  files: ['use.ts'],
};

let base: string;
let copy: string;
let consumer: string;
let tarball: string;

/** A copy of the package to pack: the real one is read by others meanwhile. */
beforeAll(async () => {
  base = mkdtempSync(join(tmpdir(), 'falter-pack-'));
  copy = join(base, 'house/packages/capture');
  consumer = join(base, 'consumer');
  mkdirSync(consumer, { recursive: true });
  cpSync(PACKAGE, copy, { recursive: true, filter: (path) => !/[\\/](dist|\.tsbuild|\.turbo)$/.test(path) });
  cpSync(join(ROOT, 'tsconfig.base.json'), join(base, 'house/tsconfig.base.json'));
  for (const path of ['node_modules', 'packages/wire']) symlinkSync(join(ROOT, path), join(base, 'house', path));
  await run('npm', ['pack', '--pack-destination', base], { cwd: copy, env: NPM_ENV });
  tarball = join(base, readdirSync(base).find((name) => name.endsWith('.tgz')) ?? '');
  writeFileSync(join(consumer, 'package.json'), '{"name":"consumer","private":true,"type":"module"}');
  writeFileSync(join(consumer, 'tsconfig.json'), JSON.stringify(TSCONFIG));
  writeFileSync(join(consumer, 'use.ts'), USE);
  await run('npm', ['install', tarball], { cwd: consumer, env: NPM_ENV });
}, 300_000);
afterAll(() => rmSync(base, { recursive: true, force: true }));

const installed = (): string => join(consumer, 'node_modules/@falter/capture');

describe('the packed tarball', () => {
  test('has what a site needs and nothing else', () => {
    expect(readdirSync(installed()).toSorted()).toEqual(['LICENSE', 'README.md', 'dist', 'package.json']);
    expect(readdirSync(join(installed(), 'dist')).toSorted()).toEqual([
      'falter.beyond.js',
      'falter.extras.js',
      'falter.full.js',
      'falter.js',
      'falter.recorder.js',
      'index.d.ts',
      'index.js',
    ]);
    expect(readdirSync(join(consumer, 'node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['@falter']);
    const manifest = JSON.parse(readFileSync(join(installed(), 'package.json'), 'utf8'));
    for (const name of ['dependencies', 'devDependencies', 'scripts', 'private'])
      expect(manifest).not.toHaveProperty(name);
    expect(readFileSync(join(installed(), 'LICENSE'), 'utf8')).toContain('@rrweb/record');
  });

  test('is what publint finds nothing wrong with', async () => {
    const bytes = readFileSync(tarball);
    const { messages } = await publint({ pack: { tarball: new Uint8Array(bytes).buffer }, strict: true });
    expect(messages).toEqual([]);
  });

  test.each([
    ['Bundler', 'ESNext'],
    ['NodeNext', 'NodeNext'],
  ])('type-checks in a strict project that resolves like %s', async (resolution, module) => {
    const tsc = join(ROOT, 'node_modules/.bin/tsc');
    const flags = ['-p', '.', '--moduleResolution', resolution, '--module', module];
    await run(tsc, flags, { cwd: consumer }).catch(({ stdout }) => expect.unreachable(stdout));
    writeFileSync(join(consumer, 'wrong.ts'), "import { start } from '@falter/capture';\nstart();\n");
    const wrong = await run(tsc, ['--ignoreConfig', 'wrong.ts', '--noEmit', ...flags.slice(2)], {
      cwd: consumer,
    }).catch((error) => error);
    expect(wrong.stdout).toContain('wrong.ts(2,1): error TS2554');
  });

  test('records, bundled into a page', async () => {
    const scripts: Record<string, string> = {};
    const end: FarEnd = await openFarEnd(
      { '/': '<!doctype html><title>x</title><script type="module" src="$COLLECTOR/app.js"></script>' },
      scripts,
    );
    const browser = await launchBrowser();
    try {
      const input = USE.replace('$COLLECTOR', end.collector).replace(
        /^(\/\/|start\(\{|const nothing|export default).*$/gm,
        '',
      );
      writeFileSync(join(consumer, 'main.ts'), input);
      const made = (await build({
        ...{ root: consumer, configFile: false, logLevel: 'silent' },
        build: { write: false, rolldownOptions: { input: join(consumer, 'main.ts') }, modulePreload: false },
      })) as Rolldown.RolldownOutput;
      scripts['/app.js'] = made.output[0].code;
      const page = await browser.newPage();
      putHandOn(page);
      await page.goto(end.site);
      const { batch } = await until('the first batch', () => end.arrivals[0]);
      expect(batch?.envelope).toMatchObject({ key: 'key-of-a-test', release: 'r1' });
    } finally {
      await browser.close();
      await end.close();
    }
  });
});

describe('the workspace', () => {
  test('has its own manifest back after packing, and after a pack that was interrupted', async () => {
    const own = readFileSync(join(PACKAGE, 'package.json'), 'utf8');
    const now = (): string => readFileSync(join(copy, 'package.json'), 'utf8');
    expect(now()).toBe(own);
    const pack = (...args: string[]) => run(process.execPath, ['pack.ts', ...args], { cwd: copy });
    await pack();
    expect(now()).not.toBe(own);
    await pack();
    await pack('restore');
    expect(now()).toBe(own);
    await pack('restore');
    expect(now()).toBe(own);
    expect(existsSync(join(copy, 'package.json.workspace'))).toBe(false);
  });
});

import { execFileSync, spawn } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { publint } from 'publint';
import { formatMessage } from 'publint/utils';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { freePort } from './falter-process.ts';
import { importsIn, packageOf, ROOT } from './house.ts';

const home = mkdtempSync(join(tmpdir(), 'falter-packed-'));
const installed = join(home, 'node_modules/falter');
let manifest: {
  dependencies: Record<string, string>;
  optionalDependencies: Record<string, string>;
  bin: { falter: string };
};

/** The tarball, unpacked as npm would, beside the dependencies of this checkout: nothing is downloaded. */
beforeAll(() => {
  const packed = execFileSync(process.execPath, [join(ROOT, 'apps/falter/scripts/pack.ts'), home], {
    encoding: 'utf8',
  });
  const tarball = packed.trim().split('\n').at(-1) ?? '';
  mkdirSync(installed, { recursive: true });
  execFileSync('tar', ['xzf', tarball, '--strip-components=1', '-C', installed]);
  manifest = JSON.parse(readFileSync(join(installed, 'package.json'), 'utf8'));
  const others = readdirSync(join(ROOT, 'node_modules')).filter(
    (name) => !['falter', '@falter', '.bin'].includes(name),
  );
  for (const name of others) symlinkSync(join(ROOT, 'node_modules', name), join(home, 'node_modules', name));
}, 60_000);
afterAll(() => rmSync(home, { recursive: true, force: true }));

function modules(): string[] {
  const files = readdirSync(installed, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.js'));
  return files.filter((file) => !/(^|\/)(dist|client)\//.test(file));
}

describe('the packed falter', () => {
  it('is what publint asks of a package', async () => {
    const { messages } = await publint({ pkgDir: installed });
    expect(messages.map((message) => formatMessage(message, manifest))).toEqual([]);
  });

  it('declares every package that its modules import, and no other', () => {
    const imported = modules().flatMap((file) => importsIn(file, readFileSync(join(installed, file), 'utf8')));
    const foreign = imported
      .map(({ from }) => from)
      .filter((from) => !from.startsWith('.') && !from.startsWith('node:'));
    const names = [...new Set(foreign.map(packageOf))].filter((name) => !builtinModules.includes(name));
    expect(names.toSorted()).toEqual(Object.keys(manifest.dependencies).toSorted());
    expect(Object.keys(manifest.optionalDependencies)).toHaveLength(4);
  });

  it('holds no test and no secret, and nothing that it does not need', () => {
    const files = readdirSync(installed, { recursive: true, encoding: 'utf8' });
    expect(files.filter((file) => /test|fixture|secrets|\.falter|tsconfig/.test(file))).toEqual([]);
    expect(readdirSync(installed).toSorted()).toEqual(['LICENSE', 'README.md', 'apps', 'package.json', 'packages']);
  });

  it('detects in a recording from a file', () => {
    const file = join(home, 'one.ndjson');
    execFileSync('sh', ['-c', `printf '{"type":4,"timestamp":1,"data":{"href":"https://a.example/"}}\\n' > ${file}`]);
    const out = execFileSync(process.execPath, [join(installed, manifest.bin.falter), 'detect', file, '--json'], {
      encoding: 'utf8',
    });
    expect(out).toBe('');
  });

  it('starts, and serves snippet, viewer and shop', async () => {
    const [main, shop] = [await freePort(), await freePort()];
    const env = { ...process.env, PORT: `${main}`, DEMO_PORT: `${shop}`, FALTER_DATA: join(home, 'data') };
    const falter = spawn(process.execPath, [join(installed, manifest.bin.falter), 'start'], { env, cwd: home });
    let output = '';
    falter.stderr.on('data', (text) => {
      output += text;
    });
    const ended = new Promise<void>((resolve) => falter.once('exit', () => resolve()));
    await new Promise<void>((resolve, reject) => {
      falter.stdout.on('data', (text) => {
        output += text;
        if (/^falter ready/m.test(output)) resolve();
      });
      falter.once('exit', (code) => reject(new Error(`falter ended with ${code}: ${output}`)));
    });
    const status = async (url: string) => (await fetch(url)).status;
    const url = `http://127.0.0.1:${main}`;
    const asked = [`${url}/readyz`, `${url}/falter.js`, `${url}/sessions`, `http://127.0.0.1:${shop}/client/main.ts`];
    expect(await Promise.all(asked.map(status))).toEqual([200, 200, 200, 200]);
    falter.kill('SIGINT');
    await ended;
  }, 60_000);
});

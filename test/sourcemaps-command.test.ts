import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { SourceMapList } from '@falter/wire';
import { afterAll, expect, it } from 'vitest';
import { builtShop } from '../packages/detector/src/sourcemaps/test-build.ts';
import { runFalter, startFalter } from './falter-process.ts';

const directory = mkdtempSync(join(tmpdir(), 'falter-maps-'));
afterAll(() => rmSync(directory, { recursive: true, force: true }));

/** A build with two bundles, one of them in a folder of its own, and a map that is none. */
function build(): string {
  mkdirSync(join(directory, 'assets/pay'), { recursive: true });
  const { code, map } = builtShop();
  for (const name of ['assets/shop-Bx3kdQ9a.js', 'assets/pay/pay.js']) {
    writeFileSync(join(directory, name), code);
    writeFileSync(join(directory, `${name}.map`), map);
  }
  writeFileSync(join(directory, 'broken.js.map'), '{"version":3}');
  return directory;
}

it('falter sourcemaps upload brings the maps of a build to the Falter that runs, and says which were refused', async () => {
  const falter = await startFalter();
  try {
    const args = ['sourcemaps', 'upload', '--release', '7.1', '--url-prefix', 'https://shop.example/s/', build()];
    const { code, stdout, stderr } = await runFalter(args, { data: falter.data });
    expect(stdout).toContain('2 of 3 source maps are there for release 7.1.');
    expect(stderr).toMatch(/^falter: broken\.js\.map: .*bad_source_map/m);
    expect(code).toBe(1);
    const { maps } = await falter.get<SourceMapList>('/api/v1/sourcemaps?release=7.1');
    expect(maps.map(({ url }) => url).sort()).toEqual([
      'https://shop.example/s/assets/pay/pay.js',
      'https://shop.example/s/assets/shop-Bx3kdQ9a.js',
    ]);
    const refused = await runFalter([...args.slice(0, -1), join(directory, 'assets')], {
      data: falter.data,
      FALTER_TOKEN: 'no-token-of-this-falter',
    });
    expect([refused.code, refused.stdout]).toEqual([2, '']);
  } finally {
    await falter.stop();
  }
  const { code, stderr } = await runFalter(['sourcemaps', 'upload', '--release', '7.1'], { data: falter.data });
  expect(code).toBe(2);
  expect(stderr).toContain('falter');
}, 120_000);

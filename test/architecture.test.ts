import { readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Import, importsIn, packageOf, ROOMS, ROOT, read, sourcesOf } from './house.ts';

/** Data runs one way: page -> capture -> wire -> collector -> store -> detector -> api -> viewer. Arrows only as here. */
const ARROWS: Record<string, string[]> = {
  'packages/wire': [],
  'packages/clickhouse': [],
  'packages/capture': ['@falter/wire'],
  'packages/store': ['@falter/wire'],
  'packages/detector': ['@falter/wire'],
  'apps/collector': ['@falter/wire', '@falter/store'],
  'apps/detector': ['@falter/wire', '@falter/store', '@falter/detector'],
  'apps/api': ['@falter/wire', '@falter/store'],
  'apps/viewer': ['@falter/wire'],
  'apps/demo': [],
  'apps/falter': [
    '@falter/wire',
    '@falter/store',
    '@falter/clickhouse',
    '@falter/detector',
    '@falter/app-collector',
    '@falter/app-detector',
    '@falter/app-api',
    '@falter/app-demo',
  ],
};

/** A foreign package is known by one file, so that it can be exchanged there. Those without an entry shape a whole room. */
const KNOWN_BY: Record<string, string> = {
  '@clickhouse/client': 'packages/store/src/client.ts',
  '@rrweb/record': 'packages/capture/src/recording/record.ts',
  '@rrweb/packer': 'apps/falter/src/recording-file.ts',
  'ffi-rs': 'packages/clickhouse/src/wrapper.ts',
  '@jridgewell/trace-mapping': 'packages/detector/src/sourcemaps/source-map.ts',
  rrweb: 'apps/viewer/src/player/replay/replayer.ts',
  uplot: 'apps/viewer/src/charts/trend-chart.tsx',
  pino: 'apps/falter/src/log.ts',
  'prom-client': 'apps/collector/src/counting/metrics.ts',
  bowser: 'apps/detector/src/visitor.ts',
  isbot: 'apps/detector/src/visitor.ts',
};

/** Frameworks that many files of these rooms speak. */
const SPOKEN_IN: Record<string, string[]> = {
  hono: ['apps/collector', 'apps/api', 'apps/falter'],
  '@hono/node-server': ['apps/falter'],
  'hono-openapi': ['apps/api'],
  zod: ['apps/api'],
  preact: ['apps/viewer'],
  '@preact/signals': ['apps/viewer'],
};

function importsOf(room: string): Import[] {
  return sourcesOf(room).flatMap((file) => importsIn(file, read(file)));
}

/** Imports of our own packages that no arrow allows, as "file -> package". */
function wrongArrows(room: string, imports: readonly Import[]): string[] {
  const ours = imports.filter(({ from }) => from.startsWith('@falter/') || from === 'falter');
  const wrong = ours.filter(({ from }) => !ARROWS[room]?.includes(packageOf(from)));
  const deep = ours.filter(({ from }) => from !== packageOf(from));
  const leaving = imports.filter(({ file, from }) => leavesRoom(room, file, from));
  return [...wrong, ...deep, ...leaving].map(({ file, from }) => `${file} -> ${from}`);
}

function leavesRoom(room: string, file: string, from: string): boolean {
  if (!from.startsWith('.')) return false;
  return !new URL(from, `file:///${file}`).pathname.startsWith(`/${room}/`);
}

function foreign(imports: readonly Import[]): Import[] {
  const outside = imports.filter(({ from }) => !/^(\.|node:|@falter\/|virtual:)/.test(from));
  return outside.map(({ file, from }) => ({ file, from: packageOf(from) }));
}

describe('the arrows', () => {
  it('are written down for every room, and for no other', () => {
    expect(Object.keys(ARROWS).toSorted()).toEqual(ROOMS.toSorted());
  });

  it.each(ROOMS)('of %s are the only ones its code follows', (room) => {
    expect(wrongArrows(room, importsOf(room))).toEqual([]);
  });

  it.each(ROOMS)('of %s stand in its package.json and in its tsconfig.json', (room) => {
    const { dependencies = {} } = JSON.parse(read(`${room}/package.json`)) as { dependencies?: object };
    const named = Object.keys(dependencies).filter((name) => name.startsWith('@falter/'));
    expect(named.filter((name) => !ARROWS[room]?.includes(name))).toEqual([]);
    const { references = [] } = JSON.parse(read(`${room}/tsconfig.json`)) as { references?: { path: string }[] };
    const names = references.map(({ path }) => JSON.parse(read(`${room}/${path}/package.json`)).name as string);
    expect(names.toSorted()).toEqual(named.toSorted());
  });

  it('would be missed if they were crossed', () => {
    const planted = importsIn(
      'packages/wire/src/planted.ts',
      "import { x } from '@falter/store';\nimport '../../store/src/client.ts';\nexport * from '@falter/wire/deep';",
    );
    expect(wrongArrows('packages/wire', planted)).toEqual([
      'packages/wire/src/planted.ts -> @falter/store',
      'packages/wire/src/planted.ts -> @falter/wire/deep',
      'packages/wire/src/planted.ts -> @falter/wire/deep',
      'packages/wire/src/planted.ts -> ../../store/src/client.ts',
    ]);
  });
});

describe('foreign packages', () => {
  const all = ROOMS.flatMap((room) => foreign(importsOf(room)));

  it.each(Object.entries(KNOWN_BY))('%s is known by %s alone', (name, file) => {
    expect([...new Set(all.filter(({ from }) => from === name).map((found) => found.file))]).toEqual([file]);
  });

  it('that many files speak stay in their rooms', () => {
    const strangers = all.filter(({ file, from }) => {
      if (KNOWN_BY[from] === file) return false;
      return !SPOKEN_IN[from]?.some((room) => file.startsWith(`${room}/`));
    });
    expect(strangers).toEqual([]);
  });
});

describe('the runtime', () => {
  it('of the detector has no window, no process and no timers: the compiler forbids them', () => {
    const { compilerOptions } = JSON.parse(read('packages/detector/tsconfig.json')) as { compilerOptions: object };
    expect(compilerOptions).not.toHaveProperty('types');
    expect(compilerOptions).not.toHaveProperty('lib');
    const base = JSON.parse(read('tsconfig.base.json')) as { compilerOptions: { lib: string[]; types: string[] } };
    expect(base.compilerOptions.lib).toEqual(['ES2023']);
    expect(base.compilerOptions.types).toEqual([]);
  });

  it('of the detector asks no clock and no dice', () => {
    const impure = sourcesOf('packages/detector').filter((file) =>
      /\b(Date\.now|new Date\(\)|Math\.random)/.test(read(file)),
    );
    expect(impure).toEqual([]);
  });
});

describe('the front door', () => {
  it('has the rooms and what they need, nothing else', () => {
    const visible = readdirSync(ROOT).filter((name) => !name.startsWith('.') && name !== 'node_modules');
    expect(visible.toSorted()).toEqual(
      [
        'LICENSE',
        'README.md',
        'apps',
        'biome.json',
        'knip.json',
        'package-lock.json',
        'package.json',
        'packages',
        'test',
        'tsconfig.base.json',
        'tsconfig.json',
        'turbo.json',
        'vitest.config.ts',
      ].toSorted(),
    );
  });
});

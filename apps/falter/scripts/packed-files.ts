import { cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** Rooms that run on a server, by the name under which the others import them. */
export const ROOMS: Readonly<Record<string, string>> = {
  '@falter/wire': 'packages/wire',
  '@falter/clickhouse': 'packages/clickhouse',
  '@falter/store': 'packages/store',
  '@falter/detector': 'packages/detector',
  '@falter/app-collector': 'apps/collector',
  '@falter/app-detector': 'apps/detector',
  '@falter/app-api': 'apps/api',
  '@falter/app-demo': 'apps/demo',
  falter: 'apps/falter',
};

/** What is served or read as it is: built files, SQL, styles, and the shop's modules, which it strips by itself. */
const AS_THEY_ARE: readonly string[] = [
  'packages/store/sql',
  'packages/capture/dist/falter.js',
  'packages/capture/dist/falter.recorder.js',
  'packages/capture/dist/falter.extras.js',
  'packages/capture/dist/falter.beyond.js',
  'packages/capture/dist/falter.full.js',
  'apps/viewer/dist',
  'apps/demo/src/styles',
  'apps/demo/src/client',
  'apps/demo/src/shared',
  'apps/demo/src/seen',
  'apps/demo/dist/replayer.js',
  'apps/falter/bin',
];

/**
 * Writes what `falter` needs on a machine without this checkout: the same layout, every module as JavaScript (Node does not strip
 * types below node_modules), imports of our own rooms by path. Lines stay where they are, so a stack trace fits the source.
 */
export function writePackedFiles(root: string, to: string): void {
  for (const path of AS_THEY_ARE) {
    mkdirSync(dirname(join(to, path)), { recursive: true });
    cpSync(join(root, path), join(to, path), { recursive: true, filter: (file) => !/\.test\.\w+$/.test(file) });
  }
  for (const file of Object.values(ROOMS).flatMap((room) => modulesOf(root, room))) {
    const target = join(to, file.replace(/\.ts$/, '.js'));
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, toJavaScript(readFileSync(join(root, file), 'utf8'), file));
  }
  const launcher = join(to, 'apps/falter/bin/falter.js');
  writeFileSync(launcher, readFileSync(launcher, 'utf8').replace('../src/main.ts', '../src/main.js'));
  for (const file of ['LICENSE', 'README.md']) cpSync(join(root, file), join(to, file));
}

/** Modules of a room that run, relative to the root: no tests, and nothing that only tests use. */
function modulesOf(root: string, room: string): string[] {
  const files = readdirSync(join(root, room, 'src'), { recursive: true, encoding: 'utf8' });
  return files
    .filter(
      (file) =>
        file.endsWith('.ts') && !/\.test\.ts$|(^|\/)(test-|[\w-]+-fixture|sample-batch|recording-builder)/.test(file),
    )
    .map((file) => join(room, 'src', file));
}

/** @throws Error for an import that the packed files would not find. */
function toJavaScript(source: string, file: string): string {
  const code = stripTypeScriptTypes(source);
  return code.replace(/(['"])((?:\.{1,2}\/|@falter\/)[^'"\n]*)\1/g, (whole, quote: string, target: string) => {
    if (target.startsWith('.')) return `${quote}${target.replace(/\.ts$/, '.js')}${quote}`;
    const room = ROOMS[target];
    if (!room) return whole;
    const path = relative(dirname(file), join(room, 'src/index.js'));
    return `${quote}${path.startsWith('.') ? path : `./${path}`}${quote}`;
  });
}

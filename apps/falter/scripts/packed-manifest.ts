import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROOMS } from './packed-files.ts';

interface Manifest {
  name: string;
  version: string;
  license: string;
  dependencies?: Record<string, string>;
  optionalDependencies?: Record<string, string>;
}

/**
 * The package.json of the packed `falter`: one package with the foreign dependencies of all its rooms. @throws Error where two rooms
 * want different versions of one.
 */
export function packedManifest(root: string): object {
  const read = (room: string) => JSON.parse(readFileSync(join(root, room, 'package.json'), 'utf8')) as Manifest;
  const manifests = Object.values(ROOMS).map(read);
  const { name, version, license } = read('apps/falter');
  return {
    name,
    version,
    description: 'Session replay and struggle detection: collector, detector, API and viewer in one process tree',
    keywords: ['session replay', 'rrweb', 'rage click', 'dead click', 'clickhouse'],
    license,
    type: 'module',
    bin: { falter: './apps/falter/bin/falter.js' },
    files: ['apps', 'packages'],
    engines: { node: '>=22.18' },
    dependencies: merge(manifests.map(({ dependencies = {} }) => dependencies)),
    optionalDependencies: merge(manifests.map(({ optionalDependencies = {} }) => optionalDependencies)),
  };
}

function merge(all: readonly Record<string, string>[]): Record<string, string> {
  const merged: Record<string, string> = {};
  for (const [name, version] of all.flatMap((each) => Object.entries(each))) {
    if (name.startsWith('@falter/')) continue;
    if ((merged[name] ?? version) !== version) throw new Error(`[falter] ${name} is wanted in two versions.`);
    merged[name] = version;
  }
  return Object.fromEntries(Object.entries(merged).sort(([a], [b]) => (a < b ? -1 : 1)));
}

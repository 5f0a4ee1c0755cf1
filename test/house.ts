import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

export const ROOT: string = fileURLToPath(new URL('..', import.meta.url));

/** Every package and app of the house, by its folder. */
export const ROOMS: string[] = ['packages', 'apps'].flatMap((floor) =>
  readdirSync(join(ROOT, floor), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(ROOT, floor, entry.name, 'package.json')))
    .map((entry) => `${floor}/${entry.name}`),
);

const LEFT_OUT = new Set(['node_modules', 'dist', '.tsbuild', '.turbo', '.falter', '.git']);

/** Paths of files below a folder of the project, relative to its root. */
export function filesBelow(folder: string): string[] {
  return readdirSync(join(ROOT, folder), { withFileTypes: true }).flatMap((entry) => {
    if (LEFT_OUT.has(entry.name)) return [];
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesBelow(path) : [relative('.', path)];
  });
}

export function read(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** Whether a file is there for tests only. */
export function isTest(path: string): boolean {
  return /\.test\.tsx?$/.test(path) || /(fixture|builder|test-\w+)\.tsx?$/.test(path);
}

/** TypeScript of a room, without its tests. */
export function sourcesOf(room: string): string[] {
  return filesBelow(`${room}/src`).filter((path) => /\.tsx?$/.test(path) && !isTest(path));
}

export interface Import {
  file: string;
  /** `@falter/wire`, `hono`, `node:fs`, `./limits.ts`. */
  from: string;
}

/** What a text imports, statically, dynamically or as a re-export. */
export function importsIn(file: string, text: string): Import[] {
  const code = text.replace(/\/\*[\s\S]*?\*\//g, '').replace(/^\s*\/\/.*$/gm, '');
  const found = [...code.matchAll(/(?:\bfrom\s+|\bimport\s*\(\s*|\bimport\s+)['"]([^'"]+)['"]/g)];
  return found.map(([, from = '']) => ({ file, from }));
}

/** `@scope/name/deep` -> `@scope/name`, `name/deep` -> `name`. */
export function packageOf(from: string): string {
  return from.split('/', from.startsWith('@') ? 2 : 1).join('/');
}

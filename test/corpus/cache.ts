import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { Family } from './family.ts';
import { labelsOf } from './labels.ts';
import type { Visit } from './visit.ts';

const HERE = fileURLToPath(new URL('.', import.meta.url));
const FOLDER = fileURLToPath(new URL('../../node_modules/.cache/falter-corpus/', import.meta.url));

/** What a visit depends on beside its family. Labels are not among it: they are found anew whenever a visit is read. */
const SOURCES = [
  'drive.ts',
  'person.ts',
  'hand.ts',
  'plan.ts',
  'chance.ts',
  'site.ts',
  'bundle.ts',
  'receiver.ts',
  'page',
];

function filesBelow(path: string): string[] {
  if (!existsSync(path)) return [];
  const entries = readdirSync(path, { withFileTypes: true }).toSorted((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(path, entry.name)) : [join(path, entry.name)],
  );
}

const folders = new Map<string, string>();

/** Where the visits of a family are kept, as long as neither its files nor the harness change. */
function folderOf(family: Family): string {
  const known = folders.get(family.name);
  if (known) return known;
  const own = filesBelow(fileURLToPath(new URL('..', family.pages)));
  const harness = SOURCES.flatMap((name) => (name.includes('.') ? [join(HERE, name)] : filesBelow(join(HERE, name))));
  const hash = createHash('sha256');
  for (const file of [...harness, ...own]) hash.update(file.replace(HERE, '')).update(readFileSync(file));
  const folder = join(FOLDER, family.name, hash.digest('hex').slice(0, 12));
  folders.set(family.name, folder);
  return folder;
}

const fileOf = (family: Family, seed: number): string => join(folderOf(family), `${seed}.json.gz`);

export const isKept = (family: Family, seed: number): boolean => existsSync(fileOf(family, seed));

export function keep(family: Family, visit: Visit): void {
  mkdirSync(folderOf(family), { recursive: true });
  const file = fileOf(family, visit.seed);
  // Whole or not at all: another run may be reading.
  writeFileSync(`${file}.${process.pid}`, gzipSync(JSON.stringify(visit)));
  renameSync(`${file}.${process.pid}`, file);
}

/** A visit as it was driven, with its labels as they are found today. @throws where it was never made. */
export function kept(family: Family, seed: number): Visit {
  const visit = JSON.parse(gunzipSync(readFileSync(fileOf(family, seed))).toString()) as Visit;
  return { ...visit, labels: labelsOf(visit) };
}

import { readdirSync, readFileSync } from 'node:fs';

const FOLDER = new URL('../sql/queries/', import.meta.url);

const texts = new Map(
  readdirSync(FOLDER)
    .filter((file) => file.endsWith('.sql'))
    .map((file) => [file.slice(0, -'.sql'.length), readFileSync(new URL(file, FOLDER), 'utf8').trim()]),
);

/** Names of all queries: the files of sql/queries. */
export const queryNames: readonly string[] = [...texts.keys()].sort();

/** The text of sql/queries/NAME.sql. @throws Error for a name without a file (a mistake of ours, found by the tests). */
export function sql(name: string): string {
  const text = texts.get(name);
  if (text === undefined) throw new Error(`[store] no sql/queries/${name}.sql. Write it, or correct the name.`);
  return text;
}

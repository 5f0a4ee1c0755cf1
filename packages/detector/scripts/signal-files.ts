import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SignalDefinition } from '../src/signal.ts';

/** Root of the package. */
export const PACKAGE: string = fileURLToPath(new URL('..', import.meta.url));
export const SIGNALS: string = `${PACKAGE}src/signals`;

/** `rage-click` -> `rageClick`: file name, id and exported name are one. */
export function exportedName(id: string): string {
  return id.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
}

/** Ids of all signals: the files of the folder that are no tests and not the index. */
export function signalIds(): string[] {
  const files = readdirSync(SIGNALS).filter((file) => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  return files
    .map((file) => file.replace(/\.ts$/, ''))
    .filter((id) => id !== 'index')
    .sort();
}

/** The definition that a signal's file exports. @throws when the name or the id is not that of the file. */
export async function readDefinition(id: string): Promise<SignalDefinition> {
  const file = `${SIGNALS}/${id}.ts`;
  const exported = (await import(file)) as Record<string, SignalDefinition | undefined>;
  const definition = exported[exportedName(id)];
  if (!definition) throw new Error(`[detector] ${id}.ts does not export ${exportedName(id)}. Name it so.`);
  if (definition.id !== id) throw new Error(`[detector] ${id}.ts has the id ${definition.id}. Make them one.`);
  return definition;
}

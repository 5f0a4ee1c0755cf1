import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What can be built. */
type Artefact = 'loader' | 'full' | 'npm';

/** The artefact as `npm run build` makes it, from the sources as they are now: a test never meets a stale dist. */
export async function builtFile(mode: Artefact): Promise<string> {
  return (await builtFiles(mode)).own;
}

/** What comes beside the loader, each fetched by the one before it. */
export type Beside = Record<'recorder' | 'extras' | 'beyond', string>;

/** The same, with what comes beside the loader; '' beside the others. */
export async function builtFiles(mode: Artefact): Promise<{ own: string } & Beside> {
  const made = await build({ root, mode, configFile: `${root}vite.config.ts`, build: { write: false } });
  const [output] = (Array.isArray(made) ? made : [made]) as Rolldown.RolldownOutput[];
  const chunks = (output?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const [chunk, ...more] = chunks;
  if (!chunk || more.length > 0) throw new Error(`[capture] the build made ${more.length + 1} files. Keep it to one.`);
  const beside = (name: string): string => {
    const file = output?.output.find(({ fileName }) => fileName === name);
    return file?.type === 'asset' ? String(file.source) : '';
  };
  return {
    own: chunk.code,
    recorder: beside('falter.recorder.js'),
    extras: beside('falter.extras.js'),
    beyond: beside('falter.beyond.js'),
  };
}

/** Where a file gets the next one from, below the collector. */
export function fetchedPath(script: string): string {
  return /\/v\/[0-9a-f]{16}\/falter\.\w+\.js/.exec(script)?.[0] ?? '';
}

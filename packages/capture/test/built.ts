import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What can be built. */
export type Artefact = 'loader' | 'recorder' | 'full' | 'npm';

/** The artefact as `npm run build` makes it, from the sources as they are now: a test never meets a stale dist. */
export async function builtFile(mode: Exclude<Artefact, 'recorder'>): Promise<string> {
  return (await builtFiles(mode)).own;
}

/** The same, with the recorder that comes beside the loader; '' beside the others. */
export async function builtFiles(mode: Exclude<Artefact, 'recorder'>): Promise<{ own: string; recorder: string }> {
  const made = await build({ root, mode, configFile: `${root}vite.config.ts`, build: { write: false } });
  const [output] = (Array.isArray(made) ? made : [made]) as Rolldown.RolldownOutput[];
  const chunks = (output?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const [chunk, ...more] = chunks;
  if (!chunk || more.length > 0) throw new Error(`[capture] the build made ${more.length + 1} files. Keep it to one.`);
  const beside = output?.output.find(({ fileName }) => fileName === 'falter.recorder.js');
  return { own: chunk.code, recorder: beside?.type === 'asset' ? String(beside.source) : '' };
}

/** Where a loader gets its recorder from, below the collector. */
export function recorderPath(loader: string): string {
  return /\/v\/[0-9a-f]{16}\/falter\.recorder\.js/.exec(loader)?.[0] ?? '';
}

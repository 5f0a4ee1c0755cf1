import { fileURLToPath } from 'node:url';
import { build, type Rolldown } from 'vite';

const root = fileURLToPath(new URL('..', import.meta.url));

/** The artefact as `npm run build` makes it, from the sources as they are now: a test never meets a stale dist. */
export async function builtFile(mode: 'tag' | 'npm'): Promise<string> {
  const made = await build({ root, mode, configFile: `${root}vite.config.ts`, build: { write: false } });
  const [output] = (Array.isArray(made) ? made : [made]) as Rolldown.RolldownOutput[];
  const chunks = (output?.output ?? []).flatMap((file) => (file.type === 'chunk' ? [file] : []));
  const [chunk, ...more] = chunks;
  if (!chunk || more.length > 0) throw new Error(`[capture] the build made ${more.length + 1} files. Keep it to one.`);
  return chunk.code;
}

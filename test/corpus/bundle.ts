import { dirname } from 'node:path';
import { build, type Rolldown } from 'vite';

const made = new Map<string, Promise<string>>();

/** A page's script with what it imports, as one classic script. Made once in a run. */
export function bundled(source: string): Promise<string> {
  const known = made.get(source) ?? bundle(source);
  made.set(source, known);
  return known;
}

async function bundle(entry: string): Promise<string> {
  const result = await build({
    root: dirname(entry),
    configFile: false,
    publicDir: false,
    logLevel: 'error',
    oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      reportCompressedSize: false,
      lib: { entry, formats: ['iife'], name: 'page', fileName: () => 'page.js' },
    },
  });
  const [output] = (Array.isArray(result) ? result : [result]) as Rolldown.RolldownOutput[];
  const chunk = output?.output.find((file) => file.type === 'chunk');
  if (chunk?.type !== 'chunk') throw new Error(`[corpus] ${entry} could not be bundled.`);
  return chunk.code;
}

import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { defineConfig, type Plugin, transformWithOxc, type UserConfig } from 'vite';
import { adaptRrweb } from './adapt-rrweb.ts';
import { shrink } from './shrink.ts';

/** Everything public is declared in this file, with types of its own alone: so its declarations are those of the package. */
const PUBLIC = fileURLToPath(new URL('src/start.ts', import.meta.url));

/** Writes dist/index.d.ts beside dist/index.js. */
function declarations(): Plugin {
  return {
    name: 'declarations',
    async generateBundle() {
      const made = await transformWithOxc(readFileSync(PUBLIC, 'utf8'), PUBLIC, { typescript: { declaration: {} } });
      const { declaration = '' } = made as { declaration?: string };
      if (declaration === '' || /\bimport\b.* from /.test(declaration)) {
        throw new Error(`[capture] ${PUBLIC} needs types of other files. Declare in it what is public.`);
      }
      this.emitFile({ type: 'asset', fileName: 'index.d.ts', source: declaration });
    },
  };
}

/**
 * Two artefacts from two entries: `vite build` makes dist/falter.js for the script tag, `vite build --mode npm` makes
 * dist/index.js and its types for bundlers. Both carry @rrweb/record inside: what was tested is what runs.
 */
export default defineConfig(({ mode }): UserConfig => {
  const npm = mode === 'npm';
  return {
    // The directory the built files are served from is the collector's business.
    publicDir: false,
    logLevel: 'warn',
    plugins: npm ? [adaptRrweb(), declarations(), shrink()] : [adaptRrweb(), shrink()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      // The oldest engines that know every API we cannot do without; older ones are turned away by the feature check.
      target: 'es2022',
      // shrink.ts does it.
      minify: false,
      rolldownOptions: { checks: { pluginTimings: false } },
      emptyOutDir: !npm,
      sourcemap: false,
      reportCompressedSize: false,
      lib: npm
        ? { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' }
        : { entry: 'src/tag.ts', formats: ['iife'], name: 'falter', fileName: () => 'falter.js' },
    },
  };
});

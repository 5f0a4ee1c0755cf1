import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { build, defineConfig, type Plugin, type Rolldown, transformWithOxc, type UserConfig } from 'vite';
import { adaptRrweb } from './adapt-rrweb.ts';
import { shrink } from './shrink.ts';

const ROOT = fileURLToPath(new URL('.', import.meta.url));
const CONFIG = fileURLToPath(new URL('vite.config.ts', import.meta.url));

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

/** Characters of the SHA-256 that name a version, as the collector has it. */
const NAME_CHARS = 16;

/** The recorder as this very checkout builds it: its bytes, where the collector serves them, and what they must hash to. */
async function buildRecorder(): Promise<{ code: string; path: string; integrity: string }> {
  const made = await build({ root: ROOT, mode: 'recorder', configFile: CONFIG, build: { write: false } });
  const [output] = (Array.isArray(made) ? made : [made]) as Rolldown.RolldownOutput[];
  const code = output?.output[0].code ?? '';
  const hash = (algorithm: string) => createHash(algorithm).update(code);
  const name = hash('sha256').digest('hex').slice(0, NAME_CHARS);
  return {
    code,
    path: `/v/${name}/falter.recorder.js`,
    integrity: `sha256-${hash('sha256').digest('base64')}`,
  };
}

/** Writes the recorder beside its loader, so that one is never without the other. */
function besides(source: string): Plugin {
  return {
    name: 'besides',
    generateBundle() {
      this.emitFile({ type: 'asset', fileName: 'falter.recorder.js', source });
    },
  };
}

/** The loader is small enough to be looked through for what these assume: that built-ins are what they are called. */
const TIGHT = { passes: 5, unsafe: true, unsafe_arrows: true, unsafe_methods: true };

/** What stands in src/loader.ts under these names. */
function definitionsOf({ path, integrity }: { path: string; integrity: string }): Record<string, string> {
  return { RECORDER_PATH: JSON.stringify(path), RECORDER_INTEGRITY: JSON.stringify(integrity) };
}

/** The classic scripts, by mode. */
const SCRIPTS = { loader: 'falter.js', recorder: 'falter.recorder.js', full: 'falter.full.js' } as const;

/**
 * Four artefacts from four entries, each a mode: `loader` makes dist/falter.js for the script tag, with the recorder beside it whose hash it
 * carries; `full` makes dist/falter.full.js, both in one file; `npm` makes dist/index.js and its types for bundlers. All that carry
 * @rrweb/record carry it inside: what was tested is what runs.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  const npm = mode === 'npm';
  const script = mode as keyof typeof SCRIPTS;
  const recorder = mode === 'loader' ? await buildRecorder() : undefined;
  return {
    // The directory the built files are served from is the collector's business.
    publicDir: false,
    logLevel: 'warn',
    plugins: [adaptRrweb(), npm && declarations(), recorder && besides(recorder.code), shrink(recorder && TIGHT)],
    define: {
      'process.env.NODE_ENV': '"production"',
      ...(recorder && definitionsOf(recorder)),
    },
    build: {
      // The oldest engines that know every API we cannot do without; older ones are turned away by the feature check.
      target: 'es2022',
      // shrink.ts does it.
      minify: false,
      rolldownOptions: { checks: { pluginTimings: false } },
      emptyOutDir: mode === 'loader',
      sourcemap: false,
      reportCompressedSize: false,
      lib: npm
        ? { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' }
        : { entry: `src/${mode}.ts`, formats: ['iife'], name: 'falter', fileName: () => SCRIPTS[script] },
    },
  };
});

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

/** The classic scripts, by mode. */
const SCRIPTS = {
  loader: 'falter.js',
  recorder: 'falter.recorder.js',
  extras: 'falter.extras.js',
  beyond: 'falter.beyond.js',
  full: 'falter.full.js',
} as const;

/** The files that another one fetches, by that one's mode. */
const FETCHES = { loader: 'recorder', recorder: 'extras', extras: 'beyond' } as const;

/** A file as this very checkout builds it, and those that it fetches, by name; the word in the fetching source, and what it stands for. */
interface Fetched {
  files: Map<string, string>;
  definitions: Record<string, string>;
}

/** Builds what a file fetches: where the collector serves it, and what its bytes must hash to. */
async function buildFetched(mode: 'recorder' | 'extras' | 'beyond'): Promise<Fetched> {
  const made = await build({ root: ROOT, mode, configFile: CONFIG, build: { write: false } });
  const [output] = (Array.isArray(made) ? made : [made]) as Rolldown.RolldownOutput[];
  const files = new Map(
    output?.output.map((file) => [file.fileName, file.type === 'chunk' ? file.code : String(file.source)]),
  );
  const hash = (algorithm: string) => createHash(algorithm).update(files.get(SCRIPTS[mode]) ?? '');
  const name = hash('sha256').digest('hex').slice(0, NAME_CHARS);
  const word = mode.toUpperCase();
  return {
    files,
    definitions: {
      [`${word}_PATH`]: JSON.stringify(`/v/${name}/${SCRIPTS[mode]}`),
      [`${word}_INTEGRITY`]: JSON.stringify(`sha256-${hash('sha256').digest('base64')}`),
    },
  };
}

/** Writes what a file fetches beside it, so that one is never without the other. */
function besides(files: Map<string, string>): Plugin {
  return {
    name: 'besides',
    generateBundle() {
      for (const [fileName, source] of files) this.emitFile({ type: 'asset', fileName, source });
    },
  };
}

/** The loader is small enough to be looked through for what these assume: that built-ins are what they are called, and reading does nothing. */
const TIGHT = { passes: 5, pure_getters: true, unsafe: true, unsafe_arrows: true, unsafe_methods: true };

/**
 * Five artefacts from five entries, each a mode: `loader` makes dist/falter.js for the script tag, with the recorder beside it whose hash it
 * carries, and the extras whose hash the recorder carries; `full` makes dist/falter.full.js, all in one file; `npm` makes dist/index.js and its types for bundlers. All that carry
 * @rrweb/record carry it inside: what was tested is what runs.
 */
export default defineConfig(async ({ mode }): Promise<UserConfig> => {
  const npm = mode === 'npm';
  const script = mode as keyof typeof SCRIPTS;
  const fetches = FETCHES[mode as keyof typeof FETCHES];
  const fetched = fetches && (await buildFetched(fetches));
  return {
    // The directory the built files are served from is the collector's business.
    publicDir: false,
    logLevel: 'warn',
    plugins: [
      adaptRrweb(),
      npm && declarations(),
      fetched && besides(fetched.files),
      shrink(mode === 'loader' ? TIGHT : undefined),
    ],
    define: {
      'process.env.NODE_ENV': '"production"',
      ...fetched?.definitions,
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

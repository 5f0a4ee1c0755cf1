import { defineConfig, type UserConfig } from 'vite';
import { adaptRrweb } from './adapt-rrweb.ts';

/**
 * Two artefacts from two entries: `vite build` makes dist/falter.js for the script tag, `vite build --mode npm` makes
 * dist/index.js for bundlers. Both carry @rrweb/record inside: what was tested is what runs.
 */
export default defineConfig(({ mode }): UserConfig => {
  const npm = mode === 'npm';
  return {
    // The directory the built files are served from is the collector's business.
    publicDir: false,
    logLevel: 'warn',
    plugins: [adaptRrweb()],
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      // The oldest engines that know every API we cannot do without; older ones are turned away by the feature check.
      target: 'es2020',
      emptyOutDir: !npm,
      sourcemap: false,
      reportCompressedSize: false,
      lib: npm
        ? { entry: 'src/index.ts', formats: ['es'], fileName: () => 'index.js' }
        : { entry: 'src/tag.ts', formats: ['iife'], name: 'falter', fileName: () => 'falter.js' },
      rolldownOptions: {
        // rrweb talks to the console in a dozen places; a visitor's console belongs to the site.
        output: { minify: { compress: { dropConsole: true }, mangle: true, codegen: true }, comments: false },
      },
    },
  };
});

import { defineConfig } from 'vite';

/**
 * The viewer as static files: index.html and the page of replays at the root, everything else under /assets/ with its hash in its name.
 */
export default defineConfig({
  root: import.meta.dirname,
  // Preact's JSX through vite's own compiler: no plugin, no babel.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    rolldownOptions: { input: ['index.html', 'replay-frame.html'].map((page) => `${import.meta.dirname}/${page}`) },
    target: 'es2023',
    // Data URLs would need exceptions in the content security policy of the shell; files do not.
    assetsInlineLimit: 0,
    // The polyfill is an inline script's work, and every browser that runs es2023 preloads modules itself.
    modulePreload: { polyfill: false },
    chunkSizeWarningLimit: 700,
    reportCompressedSize: true,
  },
});

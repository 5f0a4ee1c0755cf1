import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/**
 * `npm pack` takes package.json as it is: npm knows no other manifest for what is published. In the workspace it names sources and
 * packages that nobody outside has, because both are built into dist. So prepack (`node pack.ts`) puts the manifest of the package
 * in its place, and postpack (`node pack.ts restore`) puts the workspace's back.
 */
const MANIFEST = fileURLToPath(new URL('package.json', import.meta.url));
const KEPT = `${MANIFEST}.workspace`;

/** What others get: no scripts, no dependencies, types beside the code. */
function published({ name, version, description, license, files, sideEffects }: Record<string, unknown>): object {
  return {
    ...{ name, version, description, type: 'module', license },
    exports: {
      '.': { types: './dist/index.d.ts', default: './dist/index.js' },
      './falter.js': './dist/falter.js',
      './falter.full.js': './dist/falter.full.js',
      './package.json': './package.json',
    },
    // For bundlers and type checkers that do not read `exports`.
    ...{ main: './dist/index.js', types: './dist/index.d.ts', files, sideEffects },
  };
}

// Also after a pack that was interrupted, which left the published one in place.
if (existsSync(KEPT)) renameSync(KEPT, MANIFEST);
if (process.argv[2] !== 'restore') {
  const text = readFileSync(MANIFEST, 'utf8');
  writeFileSync(KEPT, text);
  writeFileSync(MANIFEST, `${JSON.stringify(published(JSON.parse(text)), null, 2)}\n`);
}

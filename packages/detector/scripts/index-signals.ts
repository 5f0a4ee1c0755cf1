import { writeFileSync } from 'node:fs';
import { generatedFiles, staleFiles } from './generated.ts';

/**
 * Writes what follows from the signals' definitions: src/signals/index.ts, the headers of their pages, the table in the
 * README. With `--check` it writes nothing and exits 1 when something is out of date.
 */
const stale = await staleFiles();
if (process.argv.includes('--check')) {
  for (const path of stale)
    console.error(`${path} is out of date. Run: node packages/detector/scripts/index-signals.ts`);
  if (stale.length > 0) process.exitCode = 1;
} else {
  const files = await generatedFiles();
  for (const path of stale) {
    writeFileSync(path, files.get(path)!);
    console.log(`wrote ${path}`);
  }
}

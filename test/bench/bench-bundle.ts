import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../house.ts';
import type { Bench } from './bench.ts';

/** Bytes that a visitor downloads, gzip -9, beside the recorder that is inside: the least it can be. */
const bundle: Bench = async () => {
  const built = readFileSync(`${ROOT}/packages/capture/dist/falter.js`);
  const recorder = gzipSync(built, { level: 9 }).length;
  process.stderr.write(`falter.js: ${built.length} bytes, ${recorder} gzipped\n`);
  return { recorder_gz_bytes: recorder };
};

export default bundle;

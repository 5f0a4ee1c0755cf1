import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../house.ts';
import type { Bench } from './bench.ts';

/** Bytes that a visitor downloads, gzip -9: the loader on every page, the recorder once and for ever. */
const bundle: Bench = async () => {
  const [loader, recorder, full] = ['falter.js', 'falter.recorder.js', 'falter.full.js'].map(weigh);
  process.stderr.write(`falter.full.js, both in one: ${full} bytes gzipped\n`);
  return { loader_gz_bytes: loader ?? Number.NaN, recorder_gz_bytes: recorder ?? Number.NaN };
};

function weigh(file: string): number {
  const built = readFileSync(`${ROOT}/packages/capture/dist/${file}`);
  const { length } = gzipSync(built, { level: 9 });
  process.stderr.write(`${file}: ${built.length} bytes, ${length} gzipped\n`);
  return length;
}

export default bundle;

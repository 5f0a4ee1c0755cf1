import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../house.ts';
import type { Bench } from './bench.ts';

/** Bytes that a visitor downloads, gzip -9: the loader on every page; the recorder, and the extras once it records, once for ever. */
const bundle: Bench = async () => {
  const [loader, recorder, extras] = ['falter.js', 'falter.recorder.js', 'falter.extras.js'].map(weigh);
  const total = Number(loader) + Number(recorder) + Number(extras);
  process.stderr.write(`a recorded visitor's first page: ${total} bytes gzipped, in three files\n`);
  weigh('falter.full.js');
  return {
    loader_gz_bytes: loader ?? Number.NaN,
    recorder_gz_bytes: recorder ?? Number.NaN,
    extras_gz_bytes: extras ?? Number.NaN,
    total_gz_bytes: total,
  };
};

function weigh(file: string): number {
  const built = readFileSync(`${ROOT}/packages/capture/dist/${file}`);
  const { length } = gzipSync(built, { level: 9 });
  process.stderr.write(`${file}: ${built.length} bytes, ${length} gzipped\n`);
  return length;
}

export default bundle;

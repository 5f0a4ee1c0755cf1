import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { ROOT } from '../house.ts';
import type { Bench } from './bench.ts';

const DIST = `${ROOT}/apps/viewer/dist`;

/** Bytes that must come before the list of sessions can be drawn, gzip -6 as the server sends them: the page and all that it names. */
const shell: Bench = async () => {
  const page = readFileSync(`${DIST}/index.html`, 'utf8');
  const named = [...page.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map(([, path]) => path ?? '');
  const weights = ['/index.html', ...named].map((path) => {
    const { length } = gzipSync(readFileSync(DIST + path), { level: 6 });
    process.stderr.write(`${path}: ${length} bytes gzipped\n`);
    return length;
  });
  return { gz_bytes: weights.reduce((sum, bytes) => sum + bytes, 0) };
};

export default shell;

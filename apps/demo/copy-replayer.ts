import { copyFileSync, mkdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// The build of the shop: rrweb's own module, as it is, beside what serves it. Nothing else here needs a build.

const from = fileURLToPath(import.meta.resolve('rrweb'));
const to = fileURLToPath(new URL('dist/', import.meta.url));
mkdirSync(to, { recursive: true });
copyFileSync(from, `${to}replayer.js`);

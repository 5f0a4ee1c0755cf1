import { execFileSync } from 'node:child_process';
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { writePackedFiles } from './packed-files.ts';
import { packedManifest } from './packed-manifest.ts';

// `node apps/falter/scripts/pack.ts [DIRECTORY]`: writes the package into apps/falter/dist/package and packs it into a tarball in
// DIRECTORY (default: apps/falter/dist). The last line of stdout is the tarball's path. Build first.

const root = fileURLToPath(new URL('../../..', import.meta.url));
const staging = join(root, 'apps/falter/dist/package');
const to = resolve(process.argv[2] ?? dirname(staging));
rmSync(staging, { recursive: true, force: true });
mkdirSync(staging, { recursive: true });
mkdirSync(to, { recursive: true });
writePackedFiles(root, staging);
writeFileSync(join(staging, 'package.json'), `${JSON.stringify(packedManifest(root), null, 2)}\n`);
const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', to], { cwd: staging, encoding: 'utf8' });
const [{ filename }] = JSON.parse(packed) as [{ filename: string }];
process.stdout.write(`${join(to, filename)}\n`);

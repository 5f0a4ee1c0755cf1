// Behind a registry mirror that carries only some platforms, npm leaves the packages of the others out of the lockfile, and
// "npm ci" then refuses it everywhere. This writes them back in, from what their parents ask for: version and platform, without
// the integrity that the mirror could not tell. Run it after "npm install" behind such a mirror; elsewhere it changes nothing.
import { readFileSync, writeFileSync } from 'node:fs';

const file = new URL('../package-lock.json', import.meta.url);
const lock = JSON.parse(readFileSync(file, 'utf8'));
const systems = [
  'aix',
  'android',
  'darwin',
  'freebsd',
  'linux',
  'netbsd',
  'openbsd',
  'openharmony',
  'sunos',
  'win32',
  'wasm32',
];
const processors = ['arm64', 'arm', 'ia32', 'loong64', 'mips64el', 'ppc64', 'riscv64', 's390x', 'x64'];

/** `@scope/cli-linux-x64-musl` -> {os: ['linux'], cpu: ['x64'], libc: ['musl']}; undefined for a name without a platform. */
function platformOf(name) {
  const words = name
    .replace(/^@[^/]+\//, '')
    .replace('windows', 'win32')
    .split(/[-_.]/);
  const os = systems.find((system) => words.includes(system)) ?? (name.includes('wasm') ? 'wasm32' : undefined);
  if (!os) return undefined;
  const cpu = processors.find((processor) => words.includes(processor)) ?? (words.includes('64') ? 'x64' : undefined);
  const libc = words.includes('musl') ? ['musl'] : words.includes('gnu') && os === 'linux' ? ['glibc'] : undefined;
  if (os === 'wasm32') return { cpu: ['wasm32'] };
  return { ...(cpu && { cpu: [cpu] }), ...(libc && { libc }), os: [os] };
}

let added = 0;
for (const [path, parent] of Object.entries(lock.packages)) {
  for (const [name, version] of Object.entries(parent.optionalDependencies ?? {})) {
    const nested = `${path}/node_modules/${name}`;
    const hoisted = `node_modules/${name}`;
    if (lock.packages[nested] || lock.packages[hoisted]) continue;
    const platform = platformOf(name);
    const exact = version.replace(/^[\^~]/, '');
    if (!platform || !/^\d/.test(exact)) continue;
    lock.packages[hoisted] = { version: exact, ...platform, ...(parent.dev && { dev: true }), optional: true };
    added++;
  }
}
const [root, ...rest] = Object.entries(lock.packages);
lock.packages = Object.fromEntries([root, ...rest.sort(([a], [b]) => (a < b ? -1 : 1))]);
writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
process.stdout.write(`${added} packages for other platforms added to package-lock.json\n`);

import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { parseArgs } from 'node:util';
import { SOURCE_MAP_MAX_BYTES } from '@falter/detector';
import { type Problem, RELEASE_MAX_CHARS, type SourceMapTaken } from '@falter/wire';
import { readConfiguration } from './configuration.ts';
import { findRunningFalter, type RunningFalter } from './running-falter.ts';
import { wrongUse } from './usage.ts';
import { UsageError } from './usage-error.ts';

interface Arguments {
  directory: string;
  release: string;
  urlPrefix: string;
  project: string;
  url: string | undefined;
}

/**
 * `falter sourcemaps upload`: the maps of a build go to the Falter that runs, so that errors of this release are shown in original code.
 * `FALTER_TOKEN` may hold an API token with the role `product`. 1 where a map was refused. @throws UsageError
 */
export async function run(args: readonly string[]): Promise<number> {
  const { directory, release, urlPrefix, project, url } = readArguments(args);
  const files = mapsIn(directory);
  if (files.length === 0)
    throw new UsageError(`there is no .js.map file in ${directory}. Build with source maps first.`);
  const { FALTER_TOKEN: token, ...environment } = process.env;
  const known = token === undefined ? environment : { ...environment, FALTER_ADMIN_TOKEN: token };
  const falter = await findRunningFalter(readConfiguration(known), url);
  if (!falter) throw new UsageError('no Falter runs here. Start it, or give its address with --url.');
  let refused = 0;
  for (const file of files) {
    const script = scriptUrl(urlPrefix, relative(directory, file));
    const query = new URLSearchParams({ project, release, url: script });
    const problem = await upload(falter, `/api/v1/sourcemaps?${query}`, file);
    if (problem === '') process.stdout.write(`${script}\n`);
    else {
      refused++;
      process.stderr.write(`falter: ${relative(directory, file)}: ${problem}\n`);
    }
  }
  process.stdout.write(`${files.length - refused} of ${files.length} source maps are there for release ${release}.\n`);
  return refused > 0 ? 1 : 0;
}

/** '' when it was taken, else why not. @throws UsageError when none would be taken */
async function upload({ url, adminToken }: RunningFalter, path: string, file: string): Promise<string> {
  if (statSync(file).size > SOURCE_MAP_MAX_BYTES) {
    return `it has over ${SOURCE_MAP_MAX_BYTES >> 20} MB. Split the bundle.`;
  }
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'application/json' };
  const answer = await fetch(`${url}${path}`, { method: 'PUT', headers, body: readFileSync(file) });
  const said = (await answer.json().catch(() => ({}))) as Partial<Problem & SourceMapTaken>;
  if (answer.ok) return '';
  const words = said.detail ? `${said.detail} (${said.name})` : `the API answered ${answer.status}.`;
  if (answer.status === 401 || answer.status === 403) throw new UsageError(words);
  return words;
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const text = { type: 'string' } as const;
    const options = { release: text, 'url-prefix': text, url: text, project: { ...text, default: 'default' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const { release = '', 'url-prefix': prefix = '', project, url } = values;
    const [what, directory, ...more] = positionals;
    if (what !== 'upload' || directory === undefined || more.length > 0)
      throw new Error('give "upload" and one folder.');
    if (release === '' || release.length > RELEASE_MAX_CHARS) throw new Error('give --release as the site tells it.');
    if (!/^https?:\/\//.test(prefix) || !URL.canParse(prefix)) {
      throw new Error('give --url-prefix: where the folder stands on the site, https://shop.example/assets.');
    }
    if (!statSync(directory, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${directory} is no folder.`);
    return { directory, release, urlPrefix: prefix.replace(/\/+$/, ''), project, url };
  } catch (cause) {
    throw wrongUse('sourcemaps', cause);
  }
}

/** Maps of scripts, by name. Links are not followed: what lies outside of the folder is not part of the build. */
function mapsIn(directory: string): string[] {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.[cm]?js\.map$/.test(entry.name))
    .map(({ parentPath, name }) => join(parentPath, name))
    .sort();
}

/** `assets/app.js.map` below `https://shop.example` -> `https://shop.example/assets/app.js`. */
function scriptUrl(prefix: string, path: string): string {
  const parts = path
    .replace(/\.map$/, '')
    .split(sep)
    .map(encodeURIComponent);
  return `${prefix}/${parts.join('/')}`;
}

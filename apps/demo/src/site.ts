import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { stripTypeScriptTypes } from 'node:module';
import { drawings } from './art/drawings.ts';
import { brewingGuide } from './brewing-guide.ts';
import { notFoundPage, pages } from './pages/pages.ts';
import { seenPage } from './pages/seen.ts';
import type { Setting } from './pages/setting.ts';

export interface SiteFile {
  /** The content-type header. */
  readonly type: string;
  readonly body: string;
  /** File name when the browser shall save instead of show it. */
  readonly downloadAs?: string;
}

export interface Site {
  /** Path -> what is there. */
  readonly files: ReadonlyMap<string, SiteFile>;
  readonly notFound: SiteFile;
}

const here = new URL('./', import.meta.url);

/** Renders the whole shop: pages, drawings, stylesheets, page modules, the download. */
export function siteOf(setting: Setting): Site {
  const files = new Map<string, SiteFile>();
  for (const [path, markup] of pages({ ...setting, modules: modulePaths() })) files.set(path, page(markup));
  for (const [path, body] of drawings()) files.set(path, { type: 'image/svg+xml', body });
  for (const name of named('styles/', '.css')) {
    files.set(`/styles/${name}`, { type: 'text/css; charset=utf-8', body: read(`styles/${name}`) });
  }
  for (const path of modulePaths()) files.set(path, { type: 'text/javascript; charset=utf-8', body: moduleAt(path) });
  for (const [path, file] of preview()) files.set(path, file);
  files.set('/brewing-guide.txt', {
    type: 'text/plain; charset=utf-8',
    body: brewingGuide(),
    downloadAs: 'low-tide-brewing-guide.txt',
  });
  return { files, notFound: page(notFoundPage({ ...setting, modules: modulePaths() })) };
}

/** “What Falter sees”. A worker may stand before whatever lies beside it, so it lies at the root. */
function preview(): [path: string, file: SiteFile][] {
  const type = 'text/javascript; charset=utf-8';
  const modules = named('seen/', '.ts').map((name) => `/seen/${name}`);
  const replayer = new URL('../dist/replayer.js', here);
  return [
    ['/seen', page(seenPage())],
    ['/seen-worker.js', { type, body: moduleAt('/seen/worker.ts') }],
    ...modules.map((path): [string, SiteFile] => [path, { type, body: moduleAt(path) }]),
    ...(existsSync(replayer)
      ? [['/seen/replayer.js', { type, body: readFileSync(replayer, 'utf8') }] as [string, SiteFile]]
      : []),
  ];
}

function page(markup: string): SiteFile {
  return { type: 'text/html; charset=utf-8', body: markup };
}

function modulePaths(): string[] {
  return ['client', 'shared'].flatMap((folder) => named(`${folder}/`, '.ts').map((name) => `/${folder}/${name}`));
}

function moduleAt(path: string): string {
  return quietly(() => stripTypeScriptTypes(read(path.slice(1))));
}

function named(folder: string, ending: string): string[] {
  return readdirSync(new URL(folder, here)).filter((name) => name.endsWith(ending) && !name.includes('.test.'));
}

function read(path: string): string {
  return readFileSync(new URL(path, here), 'utf8');
}

/** Node calls the type stripper experimental on stderr at its first use; the operator of a demo shop need not read that. */
function quietly<T>(run: () => T): T {
  const { emitWarning } = process;
  process.emitWarning = () => {};
  try {
    return run();
  } finally {
    process.emitWarning = emitWarning;
  }
}

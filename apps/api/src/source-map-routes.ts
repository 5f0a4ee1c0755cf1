import { type Client, deleteSourceMaps, listSourceMaps, saveSourceMap } from '@falter/store';
import type { SourceMapList, SourceMapTaken } from '@falter/wire';
import { type Context, Hono } from 'hono';
import { allow } from './asker.ts';
import type { AuditOnce } from './audit-once.ts';
import type { CodeReader } from './code-reader.ts';
import { describe, query } from './describe.ts';
import { ApiError } from './problem.ts';
import { readBytes } from './read-json.ts';
import {
  type MapQuery,
  mapQuery,
  releaseQuery,
  someReleaseQuery,
  sourceMapList,
  sourceMapTaken,
} from './source-map-schemas.ts';

export interface SourceMapParts {
  store: Client;
  writer: Client;
  /** Written once for a release and asker, not for each of its files. */
  uploaded: AuditOnce;
  code: CodeReader | undefined;
}

/** Files of one release, bytes of one release, and bytes of a project: a build that splits much has some hundred files. */
const FILES_MAX = 2_000;
const RELEASE_MAX_BYTES = 512 * 1024 * 1024;
const PROJECT_MAX_BYTES = 8 * 1024 * 1024 * 1024;

/** Routes under /api/v1/sourcemaps: what a build made of which code, for stacks in original code. */
export function sourceMapRoutes(parts: SourceMapParts): Hono {
  const { store, writer } = parts;
  const app = new Hono();
  app.get('/', describe(ABOUT.list), query(someReleaseQuery), async (c) => {
    const { release } = c.req.valid('query');
    const found = await listSourceMaps(store, { project: c.get('project'), release });
    const maps = found.map((row) => ({ ...row, uploadedAt: new Date(row.uploadedAt).toISOString() }));
    return c.json({ maps } satisfies SourceMapList);
  });
  app.put('/', describe(ABOUT.upload), allow('product'), query(mapQuery), async (c) =>
    c.json(await take(c, parts, c.req.valid('query'))),
  );
  app.delete('/', describe(ABOUT.remove), allow('product'), query(releaseQuery), async (c) => {
    await deleteSourceMaps(writer, { project: c.get('project'), ...c.req.valid('query') });
    return c.body(null, 204);
  });
  return app;
}

/** Reads the map before it is kept: what nobody could use is refused where somebody still reads the answer. */
async function take(c: Context, parts: SourceMapParts, { release, url }: MapQuery): Promise<SourceMapTaken> {
  const { writer, uploaded, code } = parts;
  if (!code) throw new ApiError('unknown_route', 'This server reads no source maps.');
  const project = c.get('project');
  const raw = await readBytes(c.req.raw, code.mapMaxBytes);
  const map = raw.toString('utf8');
  const read = code.check(map);
  if ('fault' in read) throw new ApiError('bad_source_map', read.fault);
  await checkRoom(writer, { project, release, url, bytes: raw.byteLength });
  const subject = release;
  await uploaded.write(c, { project, kind: 'uploaded-source-maps', subject, why: '', count: 1 });
  const uploadedBy = c.get('asker').name;
  const about = { project, release, url, bytes: raw.byteLength, uploadedAt: Date.now(), uploadedBy };
  await saveSourceMap(writer, { ...about, map });
  return { url, release, bytes: raw.byteLength, sources: read.sources };
}

interface Wanted {
  project: string;
  release: string;
  url: string;
  bytes: number;
}

async function checkRoom(store: Client, { project, release, url, bytes }: Wanted): Promise<void> {
  const all = (await listSourceMaps(store, { project, release: '' })).filter(
    (map) => map.release !== release || map.url !== url,
  );
  const own = all.filter((map) => map.release === release);
  const sum = (maps: readonly { bytes: number }[]): number => maps.reduce((total, map) => total + map.bytes, bytes);
  if (own.length < FILES_MAX && sum(own) <= RELEASE_MAX_BYTES && sum(all) <= PROJECT_MAX_BYTES) return;
  const most = `${FILES_MAX} files and ${RELEASE_MAX_BYTES >> 20} MB a release, ${PROJECT_MAX_BYTES / 2 ** 30} GB a project`;
  throw new ApiError('too_many_source_maps', `There is room for ${most}. Delete the maps of releases that are over.`);
}

const ABOUT = {
  list: {
    summary: 'The source maps of a release, or of all releases',
    answer: sourceMapList,
    problems: ['bad_parameter', 'store_unavailable'],
  },
  upload: {
    summary: 'One source map as it is, for the script at `url` in a release',
    answer: sourceMapTaken,
    problems: [
      ...['bad_parameter', 'bad_source_map', 'body_too_large', 'too_many_source_maps'],
      ...['forbidden', 'cross_site', 'not_json', 'store_unavailable'],
    ],
  },
  remove: {
    summary: 'Delete the source maps of a release',
    problems: ['bad_parameter', 'forbidden', 'cross_site', 'not_json', 'store_unavailable'],
  },
} as const satisfies Record<string, Parameters<typeof describe>[0]>;

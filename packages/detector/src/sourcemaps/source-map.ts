import { originalPositionFor, type SourceMapInput, sourceContentFor, TraceMap } from '@jridgewell/trace-mapping';

/** Bytes of a source map. The largest bundles of real sites have some ten megabytes of map. */
export const SOURCE_MAP_MAX_BYTES: number = 24 * 1024 * 1024;

/** JSON values and levels of a source map, counted before it is parsed: a map is flat, and what is not is no map. */
const VALUES_MAX = 400_000;
const DEPTH_MAX = 12;

const SOURCES_MAX = 50_000;
const PATH_MAX = 1_000;

/** Why a source map is refused. Names are permanent. */
export type SourceMapFault = 'too_large' | 'not_json' | 'too_deep' | 'no_source_map' | 'has_sections';

/** A file that is no source map, or one that nobody should read. */
export class SourceMapError extends Error {
  override readonly name = 'SourceMapError' as const;
  readonly code: SourceMapFault;

  constructor(code: SourceMapFault, message: string) {
    super(`[detector] ${message}`);
    this.code = code;
  }
}

/** A place in original code. */
export interface Original {
  /** Path of the source, without what a build tool put in front of it. */
  source: string;
  /** From 1; the column too. */
  line: number;
  column: number;
  /** What is called there; '' when the map does not tell. */
  name: string;
}

/** A source map that was read. Lines and columns count from 1. */
export interface OpenMap {
  originalOf(line: number, column: number): Original | null;
  /** The lines around a place, from `line - around` on; [] where the map does not hold its source. */
  linesOf(original: Original, around: number): { line: number; text: string }[];
  /** Sources that it holds. */
  sources: number;
}

/** Characters of a line of source that are shown: a line of minified code in a map has megabytes. */
const LINE_MAX = 300;

/** Reads a source map. Whatever stands in it is foreign. @throws SourceMapError */
export function openSourceMap(text: string): OpenMap {
  const map = trace(parse(text));
  const paths = new Map<string, string>();
  return {
    sources: map.sources.length,
    originalOf(line, column) {
      const at = originalPositionFor(map, { line: Math.max(1, line), column: Math.max(0, column - 1) });
      if (at.source === null || at.line === null) return null;
      const source = plainPath(at.source);
      paths.set(source, at.source);
      return { source, line: at.line, column: (at.column ?? 0) + 1, name: at.name ?? '' };
    },
    linesOf({ source, line }, around) {
      const content: unknown = sourceContentFor(map, paths.get(source) ?? source);
      // A hostile map has fewer texts than sources.
      if (typeof content !== 'string') return [];
      const first = Math.max(1, line - around);
      const lines = linesFrom(content, first, line + around);
      return lines.map((one, index) => ({ line: first + index, text: one }));
    },
  };
}

function trace(map: object): TraceMap {
  try {
    return new TraceMap(map as SourceMapInput);
  } catch {
    throw noSourceMap();
  }
}

function parse(text: string): object {
  // Some servers put this in front so that no other site can run the file as a script.
  const json = text.replace(/^\)\]\}'[^\n]*\n/, '');
  // Characters, not bytes: what has fewer characters than that may have more bytes, but not more than three times as many.
  if (json.length > SOURCE_MAP_MAX_BYTES) {
    throw new SourceMapError(
      'too_large',
      `a source map has at most ${SOURCE_MAP_MAX_BYTES >> 20} MB. Split the bundle.`,
    );
  }
  weigh(json);
  let map: unknown;
  try {
    map = JSON.parse(json);
  } catch {
    throw new SourceMapError('not_json', 'the source map is no JSON. Upload the .map files of the build.');
  }
  return check(map);
}

/** Counts before anything is built: a file of brackets alone would take gigabytes to parse. */
function weigh(json: string): void {
  let depth = 0;
  let values = 0;
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === 34) at = endOfString(json, at);
    else if (code === 91 || code === 123) {
      values++;
      if (++depth > DEPTH_MAX) throw new SourceMapError('too_deep', 'the source map is nested too deep to be one.');
    } else if (code === 93 || code === 125) depth--;
    else if (code === 44) values++;
    if (values > VALUES_MAX) throw new SourceMapError('too_large', 'the source map has too many values to be one.');
  }
}

function endOfString(json: string, start: number): number {
  for (let at = start; ; ) {
    const end = json.indexOf('"', at + 1);
    if (end < 0) return json.length;
    let slashes = 0;
    while (json.charCodeAt(end - 1 - slashes) === 92) slashes++;
    if (slashes % 2 === 0) return end;
    at = end;
  }
}

function check(map: unknown): object {
  if (typeof map !== 'object' || map === null || Array.isArray(map)) throw noSourceMap();
  const { version, mappings, sources, sourcesContent, names, sections } = map as Record<string, unknown>;
  if (sections !== undefined) {
    const advice = 'Let the build write one map for each file.';
    throw new SourceMapError('has_sections', `source maps of several maps are not read. ${advice}`);
  }
  const isTexts = (list: unknown): boolean =>
    list === undefined || (Array.isArray(list) && list.every((one) => typeof one === 'string' || one === null));
  const isSound = Number(version) === 3 && typeof mappings === 'string' && /^[\w+/,;]*$/.test(mappings);
  if (!isSound || !Array.isArray(sources) || sources.length > SOURCES_MAX) throw noSourceMap();
  if (!isTexts(sources) || !isTexts(sourcesContent) || !isTexts(names)) throw noSourceMap();
  return { version: 3, mappings, sources, sourcesContent: sourcesContent ?? [], names: names ?? [] };
}

function noSourceMap(): SourceMapError {
  return new SourceMapError(
    'no_source_map',
    'the file is no source map of version 3. Upload the .map files of the build.',
  );
}

/**
 * `webpack://shop/./src/cart.ts?1a2b` and `../../src/cart.ts` are `src/cart.ts`. A path is shown and compared, and no file is ever opened
 * by it.
 */
function plainPath(source: string): string {
  const path = source
    .slice(0, PATH_MAX)
    .replace(/^[a-z][\w+.-]*:\/\/[^/]*\//i, '')
    .split('?')[0]!;
  const parts = path.split(/[/\\]/).filter((part) => part !== '' && part !== '.' && part !== '..');
  return parts.join('/');
}

function linesFrom(content: string, first: number, last: number): string[] {
  let start = 0;
  for (let line = 1; line < first; line++) {
    const end = content.indexOf('\n', start);
    if (end < 0) return [];
    start = end + 1;
  }
  const lines: string[] = [];
  for (let line = first; line <= last; line++) {
    const end = content.indexOf('\n', start);
    const stop = end < 0 ? content.length : end;
    lines.push(content.slice(start, Math.min(stop, start + LINE_MAX)).replace(/\r$/, ''));
    if (end < 0) break;
    start = end + 1;
  }
  return lines;
}

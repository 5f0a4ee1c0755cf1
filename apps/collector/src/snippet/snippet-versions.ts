import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Characters of the SHA-256 that name a version: no two builds share them by chance. */
const NAME_CHARS = 16;

/** What the collector serves: the loader, the recorder that it fetches, the extras that this fetches, what lies beyond that these fetch, and all in one file. */
export const SNIPPET_FILES = [
  'falter.js',
  'falter.recorder.js',
  'falter.extras.js',
  'falter.beyond.js',
  'falter.full.js',
] as const;

export type SnippetFile = (typeof SNIPPET_FILES)[number];

/** A version of a file of the snippet that never changes: for tags with `integrity`. */
export interface SnippetVersion {
  /** Below the collector's origin: `/v/0123456789abcdef/falter.js`. */
  path: string;
  /** `sha384-...`, for the tag's attribute. */
  integrity: string;
}

/**
 * The snippet's files by version. Sites pin one, and a loader pins its recorder, so every version that was ever served from `archive`
 * stays: an update of Falter must not take the script away from pages that name the old one.
 */
export class SnippetVersions {
  readonly #archive: string | undefined;
  readonly #bodies: Map<string, Buffer> = new Map();

  /** Without `archive` there are only the versions that are added. */
  constructor(archive?: string) {
    this.#archive = archive;
  }

  /** Keeps what is served now, and says where it can be had for ever. */
  add(file: SnippetFile, body: Buffer): SnippetVersion {
    const version = nameOf(body);
    this.#bodies.set(version, body);
    if (this.#archive) keep(join(this.#archive, `${version}.js`), body);
    const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`;
    return { path: `/v/${version}/${file}`, integrity };
  }

  /** The bytes of a version, undefined where there is none, or where its file is not what it was. */
  body(version: string): Buffer | undefined {
    const known = this.#bodies.get(version);
    if (known || !this.#archive || !/^[0-9a-f]{16}$/.test(version)) return known;
    const file = join(this.#archive, `${version}.js`);
    if (!existsSync(file)) return undefined;
    const body = readFileSync(file);
    if (nameOf(body) !== version) return undefined;
    this.#bodies.set(version, body);
    return body;
  }
}

/** The version of a file: the beginning of its SHA-256. */
export function nameOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, NAME_CHARS);
}

/** Whole or not at all: what was half written when the machine stopped must not be found under its name. */
function keep(file: string, body: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(body)) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.new`, body);
  renameSync(`${file}.new`, file);
}

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Characters of the SHA-256 that name a version: no two builds share them by chance. */
const NAME_CHARS = 16;

/** A version of the snippet that never changes: for tags with `integrity`. */
export interface SnippetVersion {
  /** Below the collector's origin: `/v/0123456789abcdef/falter.js`. */
  path: string;
  /** `sha384-...`, for the tag's attribute. */
  integrity: string;
}

/**
 * The snippet by version. Sites pin one, so every version that was ever served from `archive` stays: an update of Falter must not take
 * the script away from pages that name the old one.
 */
export class SnippetVersions {
  readonly current: SnippetVersion;
  readonly #archive: string | undefined;
  readonly #bodies: Map<string, Buffer> = new Map();

  /** `body` is the present version. Without `archive` it is the only one there is. */
  constructor(body: Buffer, archive?: string) {
    const version = nameOf(body);
    const integrity = `sha384-${createHash('sha384').update(body).digest('base64')}`;
    this.current = { path: `/v/${version}/falter.js`, integrity };
    this.#archive = archive;
    this.#bodies.set(version, body);
    if (archive) keep(join(archive, `${version}.js`), body);
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

function nameOf(body: Buffer): string {
  return createHash('sha256').update(body).digest('hex').slice(0, NAME_CHARS);
}

/** Whole or not at all: what was half written when the machine stopped must not be found under its name. */
function keep(file: string, body: Buffer): void {
  if (existsSync(file) && readFileSync(file).equals(body)) return;
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(`${file}.new`, body);
  renameSync(`${file}.new`, file);
}

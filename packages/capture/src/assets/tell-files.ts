import { type AssetMissing, type NamedAsset, PLUGIN } from '@falter/wire';
import { listen, type Undo } from '../host/listen.ts';
import type { Site } from '../recording/recording.ts';
import type { Tape } from '../recording/tape.ts';
import { calm, idle } from './calm.ts';
import { type FileAddress, type ReadFile, readAsStranger, readCached } from './read-file.ts';
import { FONT, hiddenOfSheets, type Pass, type ShownFile, shownByElements, shownBySheets } from './shown-files.ts';
import type { Stock } from './stock.ts';

/** Bytes that are read and hashed in one document, and places that are told: what is more, `budget` says. */
const READ_MAX_BYTES: number = 16 * 1024 * 1024;
const TOLD_MAX = 500;

/** Files in one note: it travels with the batch that names their hashes. */
const NOTE_MAX = 25;

/** Kinds of request behind which a style sheet is. */
const BY_SHEETS = /^(?:css|link)$/;

export interface FilesWatch {
  /** Somebody is there, and what is recorded arrives: looks what the page shows, when it has nothing to do. */
  look(): void;
  stop: Undo;
}

/** What the watch needs of the recording. */
export interface FileParts {
  site: Pick<Site, 'said' | 'privacy' | 'send'>;
  note: Tape['note'];
  pass: Pass;
  stock: Stock;
  /** Addresses in the recorded sheets. */
  named: ReadonlySet<string>;
  fault(): void;
}

/** Addresses that we read ourselves: where a policy forbids it, that is no news of the page. */
export const readByUs: Set<string> = new Set();

/** Tells which files the page shows, by their hashes; each once, and again when another file stands in its place. */
export function watchFiles({ site, note, pass, stock, named, fault }: FileParts): FilesWatch {
  const strict = site.privacy === 'strict';
  const told = new Map<string, string>();
  const loaded = new Set<string>();
  const closed = new Set<string>();
  const results = new Map<string, ReadFile | AssetMissing>();
  let bytesLeft = READ_MAX_BYTES;
  let isOver = false;
  let running = false;
  const observer = new PerformanceObserver((list) => {
    for (const { name, initiatorType } of list.getEntries() as PerformanceResourceTiming[]) {
      if (BY_SHEETS.test(initiatorType) && /^https?:/.test(name)) loaded.add(name);
    }
  });
  observer.observe({ type: 'resource', buffered: true });

  // Where a policy forbids one file of an origin it forbids all: the owner of the site is told of it once.
  const unlisten = listen(document, 'securitypolicyviolation', (event) => {
    const { blockedURI } = event as SecurityPolicyViolationEvent;
    if (readByUs.has(blockedURI)) closed.add(originOf(blockedURI));
  });

  const mayGoOn = (): boolean => !isOver && calm() && site.said.link?.begun === true;

  async function run(): Promise<void> {
    await idle();
    if (!mayGoOn()) return;
    const { files: all, ambiguous } = shownBySheets(named, loaded, { ...pass, strict });
    const hidden = hiddenOfSheets();
    const files = all.filter(({ url }) => FONT.test(url) || hidden?.has(url) === false);
    const fresh = [...(strict ? [] : shownByElements(pass)), ...files].filter(
      (file) => told.get(placeOf(file)) !== file.url,
    );
    tell(
      ambiguous.filter((url) => told.get(`0 ${url}`) !== '').map((url) => missing({ id: 0, told: url }, 'ambiguous')),
    );
    for (const url of ambiguous) told.set(`0 ${url}`, '');
    let found: NamedAsset[] = [];
    for (const file of fresh) {
      const result = await resultOf(file);
      if (!result) break;
      found.push(
        typeof result === 'string' ? missing(file, result) : { id: file.id, url: file.told, hash: result.hash },
      );
      told.set(placeOf(file), file.url);
      if (found.length < NOTE_MAX) continue;
      tell(found);
      found = [];
    }
    tell(found);
  }

  /** Undefined where it is no time to look for it. */
  async function resultOf(file: ShownFile): Promise<ReadFile | AssetMissing | undefined> {
    const known = results.get(file.url);
    if (known) return known;
    // What its worker answers may be what it keeps for this visitor.
    if (navigator.serviceWorker?.controller && !FONT.test(file.url)) return 'failed';
    if (told.size >= TOLD_MAX || bytesLeft <= 0) return 'budget';
    await idle();
    if (!mayGoOn()) return undefined;
    if (closed.has(originOf(file.url))) return 'failed';
    readByUs.add(file.url);
    const result = await readCached(file, site.send);
    results.set(file.url, result);
    if (typeof result !== 'string') {
      bytesLeft -= result.size;
      keep(file, result);
    }
    return result;
  }

  /** Only its address is kept: what is asked for is read again. */
  function keep(file: ShownFile, { hash, kind }: ReadFile): void {
    const address: FileAddress = file;
    const bytes = (): Promise<Uint8Array> =>
      readAsStranger(address, hash, site.send).catch((error) => {
        results.set(file.url, 'failed');
        tell([missing(file, 'failed')]);
        throw error;
      });
    stock.add(hash, { kind, size: 1, bytes });
  }

  function tell(assets: NamedAsset[]): void {
    if (assets.length > 0 && !isOver) note(PLUGIN.asset, { assets });
  }

  return {
    look() {
      if (running || !mayGoOn()) return;
      running = true;
      const done = (): void => {
        running = false;
      };
      run().catch(fault).then(done, done);
    },
    stop() {
      isOver = true;
      observer.disconnect();
      unlisten();
    },
  };
}

const originOf = (url: string): string => new URL(url).origin;

const placeOf = ({ id, told }: Pick<ShownFile, 'id' | 'told'>): string => `${id} ${told}`;

const missing = ({ id, told }: Pick<ShownFile, 'id' | 'told'>, why: AssetMissing): NamedAsset => ({
  id,
  url: told,
  hash: '',
  missing: why,
});

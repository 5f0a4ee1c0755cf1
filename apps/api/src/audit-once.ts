import type { Client } from '@falter/store';
import type { Context } from 'hono';
import { audit, type Deed } from './audit.ts';
import { ApiError } from './problem.ts';

/** Milliseconds for which one entry stands for the same deed of the same asker: a page that is open asks again and again. */
const HOLDS_MS = 3_600_000;

/** Deeds that are remembered; ~200 bytes each. */
const REMEMBERED = 10_000;

/** Looking at data of others, written down before it is answered: an asker who does the same again within the hour has one entry. */
export class AuditOnce {
  readonly #writer: Client;
  readonly #also: (c: Context, deed: Deed) => Promise<void>;
  readonly #written: Map<string, { at: number; entry: Promise<void> }> = new Map();

  /** `also`: what else is done with a new entry, for people to see. Where it fails, nobody is refused. */
  constructor(writer: Client, also: (c: Context, deed: Deed) => Promise<void> = async () => {}) {
    this.#writer = writer;
    this.#also = also;
  }

  /** On disk when it resolves. `now` in milliseconds of any clock that only goes on. @throws ApiError: then nothing must be shown */
  write(c: Context, deed: Deed, now: number = performance.now()): Promise<void> {
    const { kind, id } = c.get('asker');
    const name = JSON.stringify([kind, id, deed.project, deed.kind, deed.subject]);
    const before = this.#written.get(name);
    if (before && now - before.at < HOLDS_MS) return before.entry;
    const entry = audit(c, this.#writer, deed).catch(unwritten);
    entry.then(() => this.#also(c, deed)).catch(() => undefined);
    this.#written.delete(name);
    this.#written.set(name, { at: now, entry });
    const [oldest = ''] = this.#written.keys();
    if (this.#written.size > REMEMBERED) this.#written.delete(oldest);
    entry.catch(() => this.#written.delete(name));
    return entry;
  }
}

function unwritten(): never {
  const detail = 'It cannot be written down that you look at this, so it is not shown. Try again soon.';
  throw new ApiError('store_unavailable', detail, { 'retry-after': '5' });
}

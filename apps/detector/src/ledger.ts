import { createHash } from 'node:crypto';
import {
  type Client,
  listFindings,
  listPageViews,
  type SessionKey,
  saveFindings,
  savePageViews,
  saveSessions,
} from '@falter/store';
import type { Finding, PageView } from '@falter/wire';
import type { Inspection } from './inspection.ts';
import { nameOf } from './session-name.ts';

/** Sessions of which it is known what was written; of others it is asked. One takes some kilobytes, of which findings are most. */
const KNOWN_MAX = 20_000;

/** What is written of a session: what is equal need not be written again. Of pages and the session itself a hash will do. */
interface Written {
  /** By id, as text. */
  findings: Map<string, string>;
  pages: Map<string, string>;
  session: string;
}

/** Brings the store in line with what an inspection told: new and corrected rows are written, untrue ones withdrawn. */
export class Ledger {
  readonly #store: Client;
  readonly #written: Map<string, Written> = new Map();
  #revision = 0;

  constructor(store: Client) {
    this.#store = store;
  }

  /**
   * Writes what changed, and tells whether anything had. Findings and pages first: who sees the session's counts can open them.
   * @throws StoreError
   */
  async write({ session, detection }: Pick<Inspection, 'session' | 'detection'>): Promise<boolean> {
    const key = { project: session.project, session: session.id };
    const written = await this.#recall(key);
    // A clock that was set back must not hide what is written now behind what was written before.
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const of = { ...key, firstSeenAt: session.firstSeenAt, revision: this.#revision };
    const told = new Set(detection.findings.map(({ id }) => id));
    const save = detection.findings.filter((finding) => written.findings.get(finding.id) !== textOf(finding));
    const untrue = [...written.findings].filter(([id]) => !told.has(id));
    const withdraw = untrue.map(([, text]) => JSON.parse(text) as Finding);
    const pages = detection.pages.filter((page) => written.pages.get(page.id) !== hashOf(page));
    const text = hashOf(session);
    await saveFindings(this.#store, of, { save, withdraw });
    await savePageViews(this.#store, of, pages);
    if (text !== written.session) await saveSessions(this.#store, [session], this.#revision);
    this.#written.delete(nameOf(key));
    if (!session.closed) this.#remember(key, { ...index(detection.findings, detection.pages), session: text });
    return save.length > 0 || withdraw.length > 0 || pages.length > 0 || text !== written.session;
  }

  /** Forgets what it knows of a session, for instance after a write that may have been half done. */
  forget(key: SessionKey): void {
    this.#written.delete(nameOf(key));
  }

  #remember(key: SessionKey, written: Written): void {
    this.#written.set(nameOf(key), written);
    const [oldest = ''] = this.#written.keys();
    if (this.#written.size > KNOWN_MAX) this.#written.delete(oldest);
  }

  async #recall(key: SessionKey): Promise<Written> {
    const known = this.#written.get(nameOf(key));
    if (known) return known;
    const [findings, pages] = await Promise.all([listFindings(this.#store, key), listPageViews(this.#store, key)]);
    return { ...index(findings, pages), session: '' };
  }
}

function index(findings: readonly Finding[], pages: readonly PageView[]): Omit<Written, 'session'> {
  return {
    findings: new Map(findings.map((finding) => [finding.id, textOf(finding)])),
    pages: new Map(pages.map((page) => [page.id, hashOf(page)])),
  };
}

/** JSON with the keys in order: rows from the store and from the detector list them differently. */
function textOf(value: object): string {
  return JSON.stringify(value, (_, inner) =>
    inner && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  );
}

function hashOf(value: object): string {
  return createHash('sha1').update(textOf(value)).digest('base64');
}

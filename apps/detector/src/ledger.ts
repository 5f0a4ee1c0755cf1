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

/** What is written of a session, by id, as text: equal text need not be written again. */
interface Written {
  findings: Map<string, { text: string; finding: Finding }>;
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
    const save = detection.findings.filter((finding) => written.findings.get(finding.id)?.text !== textOf(finding));
    const withdraw = [...written.findings.values()].map(({ finding }) => finding).filter(({ id }) => !told.has(id));
    const pages = detection.pages.filter((page) => written.pages.get(page.id) !== textOf(page));
    const text = textOf(session);
    await saveFindings(this.#store, of, { save, withdraw });
    await savePageViews(this.#store, of, pages);
    if (text !== written.session) await saveSessions(this.#store, [session], this.#revision);
    if (session.closed) this.#written.delete(nameOf(key));
    else this.#written.set(nameOf(key), { ...index(detection.findings, detection.pages), session: text });
    return save.length > 0 || withdraw.length > 0 || pages.length > 0 || text !== written.session;
  }

  /** Forgets what it knows of a session, for instance after a write that may have been half done. */
  forget(key: SessionKey): void {
    this.#written.delete(nameOf(key));
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
    findings: new Map(findings.map((finding) => [finding.id, { text: textOf(finding), finding }])),
    pages: new Map(pages.map((page) => [page.id, textOf(page)])),
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

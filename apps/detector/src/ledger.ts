import { createHash } from 'node:crypto';
import {
  type Client,
  type FindingsOf,
  listFindingsOf,
  listPageViewsOf,
  type SessionKey,
  saveFindingsOf,
  savePageViewsOf,
  saveSessions,
} from '@falter/store';
import type { Finding, PageView, Session } from '@falter/wire';
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

const NOTHING: Written = { findings: new Map(), pages: new Map(), session: '' };

type Judged = Pick<Inspection, 'session' | 'detection'>;

/** What is to be written of one session. */
interface Change {
  session: Session;
  now: Written;
  of: FindingsOf;
  save: readonly Finding[];
  withdraw: readonly Finding[];
  pages: readonly PageView[];
  /** Its own row has changed. */
  isOther: boolean;
}

/** Brings the store in line with what an inspection told: new and corrected rows are written, untrue ones withdrawn. */
export class Ledger {
  readonly #store: Client;
  readonly #written: Map<string, Written> = new Map();
  #revision = 0;

  constructor(store: Client) {
    this.#store = store;
  }

  /** Writes what changed, and tells whether anything had. @throws StoreError */
  async write(inspection: Judged): Promise<boolean> {
    return (await this.writeAll([inspection])).length > 0;
  }

  /**
   * Writes what changed in sessions of one project, all of it in three inserts; answers the sessions of which anything had. Findings and
   * pages first: who sees a session's counts can open them. @throws StoreError
   */
  async writeAll(inspections: readonly Judged[]): Promise<Session[]> {
    const known = await this.#recall(inspections.map(({ session }) => session));
    // A clock that was set back must not hide what is written now behind what was written before.
    this.#revision = Math.max(this.#revision + 1, Date.now());
    const changes = inspections.map((one) => this.#changeOf(one, known.get(one.session.id) ?? NOTHING));
    await saveFindingsOf(this.#store, changes);
    await savePageViewsOf(this.#store, changes);
    const sessions = changes.filter(({ isOther }) => isOther).map(({ session }) => session);
    if (sessions.length > 0) await saveSessions(this.#store, sessions, this.#revision);
    for (const { session, now } of changes) this.#remember(session, now);
    return changes.filter((change) => isChange(change)).map(({ session }) => session);
  }

  /** Forgets what it knows of a session, for instance after a write that may have been half done. */
  forget(key: SessionKey): void {
    this.#written.delete(nameOf(key));
  }

  #changeOf({ session, detection }: Judged, written: Written): Change {
    const { project, id, firstSeenAt } = session;
    const told = new Set(detection.findings.map((finding) => finding.id));
    const untrue = [...written.findings].filter(([finding]) => !told.has(finding));
    const now = { ...index(detection.findings, detection.pages), session: hashOf(session) };
    return {
      ...{ session, now, of: { project, session: id, firstSeenAt, revision: this.#revision } },
      save: detection.findings.filter((finding) => written.findings.get(finding.id) !== now.findings.get(finding.id)),
      withdraw: untrue.map(([, text]) => JSON.parse(text) as Finding),
      pages: detection.pages.filter((page) => written.pages.get(page.id) !== now.pages.get(page.id)),
      isOther: now.session !== written.session,
    };
  }

  /** Of what is closed nothing more is to be known. */
  #remember({ project, id, closed }: Session, written: Written): void {
    const name = nameOf({ project, session: id });
    this.#written.delete(name);
    if (!closed) this.#written.set(name, written);
    const [oldest = ''] = this.#written.keys();
    if (this.#written.size > KNOWN_MAX) this.#written.delete(oldest);
  }

  /** What is written of these, by session. */
  async #recall(sessions: readonly Session[]): Promise<Map<string, Written>> {
    const known = new Map<string, Written>();
    for (const { project, id } of sessions) {
      const written = this.#written.get(nameOf({ project, session: id }));
      if (written) known.set(id, written);
    }
    const asked = sessions.map(({ id }) => id).filter((id) => !known.has(id));
    if (asked.length === 0) return known;
    const of = { project: sessions[0]!.project, sessions: asked };
    const [findings, pages] = await Promise.all([listFindingsOf(this.#store, of), listPageViewsOf(this.#store, of)]);
    for (const id of asked) known.set(id, { ...index(findings.get(id) ?? [], pages.get(id) ?? []), session: '' });
    return known;
  }
}

function isChange({ save, withdraw, pages, isOther }: Change): boolean {
  return isOther || save.length + withdraw.length + pages.length > 0;
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

import { randomUUID } from 'node:crypto';
import { judge } from '@falter/detector';
import {
  type Client,
  findPreview,
  listOpenPreviews,
  listPreviewSessions,
  type PreviewRequest,
  readEngineClock,
  reportPreview,
  type StoredPreview,
  StoreError,
} from '@falter/store';
import { PREVIEW_ATTEMPTS_MAX } from '@falter/wire';
import { PreviewTally } from './preview-tally.ts';
import { type Compared, type RedetectionParts, redetect } from './redetection.ts';
import { readStoredSession } from './session-reading.ts';

/** Milliseconds of a preview between two turns of looks at what arrives: what a live session waits for it at most, and one recording. */
const SLICE_MS = 300;

/** Milliseconds between two looks for something to preview, and between two words on how far it is. */
const LOOK_EVERY_MS = 1_000;
const REPORT_EVERY_MS = 1_000;

/**
 * Sessions of a redetection that are read with one question and written with one answer: what the store takes for each question is most of
 * what a small session costs. A preview only reads, and takes one after another, because live sessions wait for what was begun.
 */
const TOGETHER = 16;

interface Job {
  preview: PreviewRequest;
  worker: string;
  claimedAt: number;
  revision: number;
  reportedAt: number;
  /** Those that are looked at, the newest first. */
  sessions: string[];
  total: number;
  sample: number;
  looked: number;
  unreadable: number;
  tally: PreviewTally;
}

/**
 * Computes the previews and redetections that people ask for, a slice at a time. Several processes may do so beside each other: each claims
 * what it begins, and of two that claim the same the later one gives way. A preview that was left in the middle is begun anew, a
 * redetection goes on where it was: what it has replaced would not be there any more to be compared.
 */
export class Previews {
  readonly #store: Client;
  readonly #parts: RedetectionParts;
  readonly #sliceMs: number;
  #job: Job | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(parts: RedetectionParts, sliceMs: number = SLICE_MS) {
    this.#store = parts.store;
    this.#parts = parts;
    this.#sliceMs = sliceMs;
  }

  /** Goes on with a preview, at least one recording. Tells whether there is more to do at once. @throws StoreError */
  async slice(): Promise<boolean> {
    this.#job ??= await this.#claim();
    const job = this.#job;
    if (!job) return false;
    if (!(await this.#isOurs(job))) {
      await this.release();
      return true;
    }
    const until = performance.now() + this.#sliceMs;
    while (job.looked < job.sessions.length) {
      await this.#lookOn(job);
      if (performance.now() >= until) break;
    }
    const done = job.looked >= job.sessions.length;
    if (done || performance.now() - job.reportedAt >= REPORT_EVERY_MS) await this.#report(job, { done });
    if (done) this.#job = undefined;
    return true;
  }

  /** Gives back what is not finished: the next process need not wait to begin it, and it counts as no failed attempt. @throws StoreError */
  async release(): Promise<void> {
    const job = this.#job;
    this.#job = undefined;
    if (job) await this.#report(job, { released: true });
  }

  async #claim(): Promise<Job | undefined> {
    if (performance.now() - this.#lookedAt < LOOK_EVERY_MS) return undefined;
    const waiting = await listOpenPreviews(this.#store);
    this.#lookedAt = performance.now();
    const preview = waiting.find(({ alive, attempts }) => !alive && attempts < PREVIEW_ATTEMPTS_MAX);
    if (!preview) return undefined;
    const job = newJob(preview, await readEngineClock(this.#store));
    // Before anything that may fail: what cannot be begun is given up after some attempts, and holds up no other.
    await this.#report(job, {});
    const { sessions, total } = await listPreviewSessions(this.#store, preview);
    Object.assign(job, { sessions, sample: sessions.length, total });
    if (preview.redetection && sessions.length === preview.sample) goOn(job, preview);
    return job;
  }

  /** Neither cancelled nor expired, and nobody claimed it before us. */
  async #isOurs({ preview, worker }: Job): Promise<boolean> {
    const now = await findPreview(this.#store, preview.project, preview.id);
    return now !== undefined && !now.cancelled && now.worker === worker;
  }

  /** The next sessions, added up in their order. Those that cannot be read are counted; an absent store counts nothing. */
  async #lookOn(job: Job): Promise<void> {
    const { preview, sessions, looked, tally } = job;
    const { redetection, project } = preview;
    const next = sessions.slice(looked, looked + (redetection ? TOGETHER : 1));
    const compared = redetection
      ? await redetect(this.#parts, { project, sessions: next, wish: { ...preview, redetection } })
      : await this.#preview(preview, next);
    for (const session of next) {
      const one = compared.get(session);
      if (one && 'failed' in one) job.unreadable += 1;
      else if (one) tally.add(session, one.before, one.after);
    }
    job.looked += next.length;
  }

  async #preview(preview: PreviewRequest, sessions: readonly string[]): Promise<Map<string, Compared>> {
    const compared = new Map<string, Compared>();
    for (const session of sessions) {
      const one = this.#compare(preview, session);
      compared.set(
        session,
        await one.catch((failed: unknown) => {
          if (isAway(failed)) throw failed;
          return { failed };
        }),
      );
    }
    return compared;
  }

  async #compare({ project, present, proposed }: PreviewRequest, session: string): Promise<Compared> {
    const read = await readStoredSession({ store: this.#parts.store, key: { project, session } }, Date.now());
    if (!read) throw new Error('[detector] the recording is gone. Nothing to do.');
    const norms = await this.#parts.norms.of(project, read);
    const before = judge(read.reading, { settings: present, norms });
    return { before, after: judge(read.reading, { settings: proposed, norms }) };
  }

  async #report(job: Job, ending: { done?: boolean; released?: boolean }): Promise<void> {
    const { preview, worker, claimedAt, total, sample, looked, unreadable, tally } = job;
    job.revision += 1;
    const by = { project: preview.project, id: preview.id, worker, claimedAt, revision: job.revision, ...ending };
    await reportPreview(this.#store, by, { total, sample, looked, unreadable, result: tally.result });
    job.reportedAt = performance.now();
  }
}

function newJob(preview: StoredPreview, claimedAt: number): Job {
  return {
    ...{ preview, worker: randomUUID(), claimedAt, revision: 0, reportedAt: 0 },
    ...{ sessions: [], total: 0, sample: 0, looked: 0, unreadable: 0, tally: new PreviewTally() },
  };
}

/** Where another worker ended. Not where sessions came or went meanwhile: their order is another, and some would be passed over. */
function goOn(job: Job, { looked, unreadable, result }: StoredPreview): void {
  Object.assign(job, { looked, unreadable, tally: new PreviewTally(result) });
}

/** The store did not answer: that says nothing of a session. */
function isAway(cause: unknown): boolean {
  return cause instanceof StoreError && cause.code === 'unavailable';
}

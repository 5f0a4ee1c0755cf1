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
  StoreError,
} from '@falter/store';
import { PREVIEW_ATTEMPTS_MAX } from '@falter/wire';
import { PreviewTally } from './preview-tally.ts';
import { readStoredSession } from './session-reading.ts';

/** Milliseconds of a preview between two turns of looks at what arrives: what a live session waits for it at most, and one recording. */
const SLICE_MS = 300;

/** Milliseconds between two looks for something to preview, and between two words on how far it is. */
const LOOK_EVERY_MS = 1_000;
const REPORT_EVERY_MS = 1_000;

interface Job {
  preview: PreviewRequest;
  worker: string;
  claimedAt: number;
  revision: number;
  reportedAt: number;
  /** Still to be looked at, the newest last. */
  sessions: string[];
  total: number;
  sample: number;
  looked: number;
  unreadable: number;
  tally: PreviewTally;
}

/**
 * Computes the previews that people ask for, a slice at a time. Several processes may do so beside each other: each claims
 * what it begins, and of two that claim the same the later one gives way. One that was left in the middle is begun anew.
 */
export class Previews {
  readonly #store: Client;
  readonly #sliceMs: number;
  #job: Job | undefined;
  #lookedAt = Number.NEGATIVE_INFINITY;

  constructor(store: Client, sliceMs: number = SLICE_MS) {
    this.#store = store;
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
    do await this.#lookAt(job, job.sessions.at(-1));
    while (job.sessions.length > 0 && performance.now() < until);
    const done = job.sessions.length === 0;
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
    const counts = { total: 0, sample: 0, looked: 0, unreadable: 0, revision: 0, reportedAt: 0, sessions: [] };
    const claimedAt = await readEngineClock(this.#store);
    const job: Job = { preview, worker: randomUUID(), claimedAt, tally: new PreviewTally(), ...counts };
    // Before anything that may fail: what cannot be begun is given up after some attempts, and holds up no other.
    await this.#report(job, {});
    const { sessions, total } = await listPreviewSessions(this.#store, preview);
    return Object.assign(job, { sessions: sessions.reverse(), sample: sessions.length, total });
  }

  /** Neither cancelled nor expired, and nobody claimed it before us. */
  async #isOurs({ preview, worker }: Job): Promise<boolean> {
    const now = await findPreview(this.#store, preview.project, preview.id);
    return now !== undefined && !now.cancelled && now.worker === worker;
  }

  async #lookAt(job: Job, session: string | undefined): Promise<void> {
    if (session === undefined) return;
    const { preview, tally } = job;
    try {
      const read = await readStoredSession(this.#store, { project: preview.project, session }, Date.now());
      if (!read) throw new Error('[detector] the recording is gone. Nothing to do.');
      const before = judge(read.reading, { settings: preview.present });
      tally.add(session, before, judge(read.reading, { settings: preview.proposed }));
    } catch (cause) {
      if (cause instanceof StoreError && cause.code === 'unavailable') throw cause;
      job.unreadable += 1;
    }
    job.looked += 1;
    job.sessions.pop();
  }

  async #report(job: Job, ending: { done?: boolean; released?: boolean }): Promise<void> {
    const { preview, worker, claimedAt, total, sample, looked, unreadable, tally } = job;
    job.revision += 1;
    const by = { project: preview.project, id: preview.id, worker, claimedAt, revision: job.revision, ...ending };
    await reportPreview(this.#store, by, { total, sample, looked, unreadable, result: tally.result });
    job.reportedAt = performance.now();
  }
}

import { signals } from '@falter/detector';
import { PREVIEW_EXAMPLES_MAX, type PreviewResult } from '@falter/wire';
import type { Judged } from './redetection.ts';

/** Bands of the struggle score: 0, and five of twenty points. */
const BANDS = 6;

/** Adds up what was found in many sessions under two settings, or was found before and now, session by session. */
export class PreviewTally {
  readonly #signals = signals.map(({ id }) => ({
    signal: id,
    before: { sessions: 0, findings: 0 },
    after: { sessions: 0, findings: 0 },
    added: [] as string[],
    removed: [] as string[],
  }));
  readonly #before = { sessions: 0, findings: 0 };
  readonly #after = { sessions: 0, findings: 0 };
  readonly #scoresBefore = Array<number>(BANDS).fill(0);
  readonly #scoresAfter = Array<number>(BANDS).fill(0);

  /** `begun`: what a worker had added up that ended in the middle. */
  constructor(begun?: PreviewResult | null) {
    for (const { signal, before, after, added, removed } of begun?.signals ?? []) {
      const own = this.#signals.find((other) => other.signal === signal);
      if (own) Object.assign(own, { before, after, added: [...added], removed: [...removed] });
    }
    Object.assign(this.#before, begun?.before);
    Object.assign(this.#after, begun?.after);
    Object.assign(this.#scoresBefore, begun?.scoresBefore);
    Object.assign(this.#scoresAfter, begun?.scoresAfter);
  }

  /** Examples are kept in the order in which sessions come. */
  add(session: string, before: Judged, after: Judged): void {
    for (const { signal, added, removed, ...counts } of this.#signals) {
      const was = countInto(counts.before, findingsOf(before, signal));
      const is = countInto(counts.after, findingsOf(after, signal));
      if (is && !was && added.length < PREVIEW_EXAMPLES_MAX) added.push(session);
      if (was && !is && removed.length < PREVIEW_EXAMPLES_MAX) removed.push(session);
    }
    countInto(this.#before, before.findings.length);
    countInto(this.#after, after.findings.length);
    this.#scoresBefore[bandOf(before)]! += 1;
    this.#scoresAfter[bandOf(after)]! += 1;
  }

  /** What there is so far; later sessions change what was handed out, so it is to be written down at once. */
  get result(): PreviewResult {
    return {
      signals: this.#signals,
      before: this.#before,
      after: this.#after,
      scoresBefore: this.#scoresBefore,
      scoresAfter: this.#scoresAfter,
    };
  }
}

function findingsOf({ findings }: Judged, signal: string): number {
  return findings.reduce((count, finding) => count + (finding.signal === signal ? 1 : 0), 0);
}

/** Counts a session in; tells whether it is flagged. */
function countInto(count: { sessions: number; findings: number }, findings: number): boolean {
  count.findings += findings;
  if (findings > 0) count.sessions += 1;
  return findings > 0;
}

function bandOf({ score }: Judged): number {
  return Math.min(BANDS - 1, Math.ceil(score.value / 20));
}

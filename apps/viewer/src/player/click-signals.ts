import type { FindingRow } from '@falter/wire';

/** Signals that are about single clicks, what says most of a click first. */
const OF_CLICKS: readonly string[] = ['rage-click', 'dead-click', 'error-click'];

/** A recorder may write a click again a moment after the press that the detector names. Milliseconds. */
const SAME_MS = 50;

/** Which signal a click is evidence of, to be drawn at it. Made once for some findings, asked with each frame. */
export class ClickSignals {
  /** By the millisecond of a click: the place of its signal in `OF_CLICKS`. */
  readonly #at = new Map<number, number>();

  /** @param findings those of the tab that is on the screen */
  constructor(findings: readonly FindingRow[]) {
    for (const finding of findings) {
      const rank = OF_CLICKS.indexOf(finding.signal);
      if (rank >= 0) for (const click of clicksOf(finding)) this.#at.set(click, Math.min(rank, this.#rank(click)));
    }
  }

  /** The signal of the click at this moment, ms since the session's start; '' for one that did what it should. */
  of(at: number): string {
    let best = OF_CLICKS.length;
    for (let ms = Math.round(at) - SAME_MS; ms <= Math.round(at) + SAME_MS; ms++) best = Math.min(best, this.#rank(ms));
    return OF_CLICKS[best] ?? '';
  }

  #rank(ms: number): number {
    return this.#at.get(ms) ?? OF_CLICKS.length;
  }
}

/** Evidence is timed by the page's clock, a finding by both: their difference is the session's start. */
function clicksOf({ at, timestamp, evidence }: FindingRow): number[] {
  return evidence.filter(({ kind }) => kind === 'click').map(({ at: time }) => Math.round(time - timestamp + at));
}

import type { FindingRow } from '@falter/wire';
import type { Click } from './reading/clicks.ts';

/** Signals that are about single clicks, what says most of a click first. */
const OF_CLICKS = ['rage-click', 'dead-click', 'error-click'] as const;

/** A recorder may write a click again a moment after the press that the detector names. Milliseconds. */
const SAME_MS = 50;

/**
 * The signal that a click is evidence of, to be drawn at it; '' for a click that did what it should.
 * @param findings those of the tab that the click was made in
 */
export function signalOfClick(click: Pick<Click, 'at'>, findings: readonly FindingRow[]): string {
  return (
    OF_CLICKS.find((signal) => findings.some((finding) => finding.signal === signal && tells(finding, click.at))) ?? ''
  );
}

/** Evidence is timed by the page's clock, a finding by both: their difference is the session's start. */
function tells({ at, timestamp, evidence }: FindingRow, click: number): boolean {
  return evidence.some(({ kind, at: time }) => kind === 'click' && Math.abs(time - timestamp + at - click) <= SAME_MS);
}

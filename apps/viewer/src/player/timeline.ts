import type { FindingRow, PageRow } from '@falter/wire';

/** A mark on the timeline: one finding, or several that would lie on top of each other. */
export interface Mark {
  /** Share of the timeline's width, 0..1, where the first of them is. */
  position: number;
  findings: FindingRow[];
}

/** Marks nearer than this share of the width become one: at 800 px they would overlap by more than half. */
export const MARK_GAP = 0.008;

/** The findings in the order in which they happened; of one moment, the surest first. */
export function inOrder(findings: readonly FindingRow[]): FindingRow[] {
  return findings.toSorted(
    (a, b) =>
      a.at - b.at || b.confidence - a.confidence || a.signal.localeCompare(b.signal) || a.id.localeCompare(b.id),
  );
}

/** Marks for findings given in order. */
export function marksOf(findings: readonly FindingRow[], durationMs: number): Mark[] {
  return together(findings, durationMs).map(({ position, of }) => ({ position, findings: of }));
}

/** What lies so near to each other on the timeline that it is one mark; given in order. */
export function together<T extends { at: number }>(
  moments: readonly T[],
  durationMs: number,
): { position: number; of: T[] }[] {
  const marks: { position: number; of: T[] }[] = [];
  for (const moment of moments) {
    const position = share(moment.at, durationMs);
    const last = marks.at(-1);
    if (last !== undefined && position - last.position < MARK_GAP) last.of.push(moment);
    else marks.push({ position, of: [moment] });
  }
  return marks;
}

/** The finding after a moment, or the one before it; findings given in order. */
export function neighbour(findings: readonly FindingRow[], at: number, direction: 1 | -1): FindingRow | undefined {
  if (direction > 0) return findings.find((finding) => finding.at > at);
  return findings.findLast((finding) => finding.at < at);
}

/** How long after its end a finding still is what one looks at. Milliseconds. */
const LINGER_MS = 2_000;

/** The finding that a moment belongs to: the one asked for while it lasts, else the first of the latest that began and last. */
export function currentFinding(
  findings: readonly FindingRow[],
  at: number,
  askedFor: string | null,
): FindingRow | undefined {
  const lasts = findings.filter((finding) => at >= finding.at && at <= Math.max(finding.until, finding.at) + LINGER_MS);
  const latest = lasts.at(-1)?.at;
  return lasts.find((finding) => finding.id === askedFor) ?? lasts.find((finding) => finding.at === latest);
}

/** The page that was on the screen of a tab at a moment. */
export function pageAt(pages: readonly PageRow[], tab: string, at: number): PageRow | undefined {
  const ofTab = pages.filter((page) => page.tab === tab);
  return ofTab.findLast((page) => page.at <= at) ?? ofTab[0];
}

/** Where a moment lies on the timeline, 0..1. A session without length has everything at its start. */
export function share(at: number, durationMs: number): number {
  return durationMs <= 0 ? 0 : Math.min(1, Math.max(0, at / durationMs));
}

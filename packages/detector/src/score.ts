import type { Finding } from '@falter/wire';

/** Raised whenever the same findings would give another value. */
export const SCORE_VERSION = 1;
/** Points at which the score reaches 63: two sure rage clicks are much, no number of findings is more than 100. */
const SATURATION = 60;
/** Findings this near in time on one target are one incident. */
const ONE_INCIDENT_MS = 1_000;
/** An incident lasts no longer: an error that ticks for an hour is not part of everything that happens meanwhile. */
const INCIDENT_MAX_MS = 10_000;
/** Incidents that are counted, the heaviest first. Long before, the score is 100. */
const COUNTED_MAX = 300;

export interface Score {
  version: number;
  /** 0..100. */
  value: number;
  /** Points by signal, adding up to what was saturated into `value`. */
  parts: { signal: string; points: number }[];
}

/** How much a visitor struggled. An incident counts once, with the heaviest of its findings. */
export function scoreOf(findings: readonly Finding[], weights: ReadonlyMap<string, number>): Score {
  const points = (finding: Finding) => (weights.get(finding.signal) ?? 0) * finding.confidence;
  const heaviest = findings.toSorted((a, b) => points(b) - points(a) || a.at - b.at || (a.id < b.id ? -1 : 1));
  const counted: Finding[] = [];
  const parts = new Map<string, number>();
  for (const finding of heaviest) {
    if (counted.length >= COUNTED_MAX) break;
    if (counted.some((other) => isSameIncident(finding, other))) continue;
    counted.push(finding);
    parts.set(finding.signal, (parts.get(finding.signal) ?? 0) + points(finding));
  }
  const sum = [...parts.values()].reduce((total, part) => total + part, 0);
  return {
    version: SCORE_VERSION,
    value: Math.round(100 * (1 - Math.exp(-sum / SATURATION))),
    parts: [...parts].map(([signal, part]) => ({ signal, points: Math.round(part * 10) / 10 })),
  };
}

function isSameIncident(a: Finding, b: Finding): boolean {
  if (a.tab !== b.tab || a.signal === b.signal) return false;
  if (a.at > endOf(b) + ONE_INCIDENT_MS || b.at > endOf(a) + ONE_INCIDENT_MS) return false;
  return !a.target || !b.target || a.target.nodeId === b.target.nodeId;
}

function endOf({ at, until }: Finding): number {
  return Math.min(until, at + INCIDENT_MAX_MS);
}

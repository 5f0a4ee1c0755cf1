import type { Arrivals, Arrived } from '@falter/wire';

/** How far the way from the site is open, by what came last. */
export type Verdict =
  | { kind: 'nothing' }
  | { kind: 'script'; origin: string; agoMs: number }
  | { kind: 'refused'; refused: Arrived; agoMs: number }
  /** Refused for its origin, which is on the list by now. */
  | { kind: 'allowed'; origin: string }
  /** Stored; the detector has not looked yet. */
  | { kind: 'stored' }
  | { kind: 'recorded'; session: { id: string; startedAt: string }; agoMs: number };

const TAKEN: ReadonlySet<string> = new Set(['stored', 'duplicate']);

/** Refusals that an owner can do nothing about, or that are no page's. */
function isTelling({ outcome, origin }: Arrived): boolean {
  if (outcome === 'script' || TAKEN.has(outcome)) return false;
  return outcome === 'unknown_key' || outcome === 'foreign_origin' || origin !== '';
}

/** What to tell somebody who waits for the first session. What came last counts: each attempt brings its own answer. */
export function tellVerdict({ arrived, newestSession, now, origins }: Arrivals): Verdict {
  const age = (at: string): number => Math.max(0, Date.parse(now) - Date.parse(at));
  const refused = newestOf(arrived.filter(isTelling));
  const stored = newestOf(arrived.filter(({ outcome }) => TAKEN.has(outcome)));
  if (refused && (!stored || Date.parse(refused.lastAt) > Date.parse(stored.lastAt))) {
    const { origin, outcome } = refused;
    if (outcome === 'foreign_origin' && isAllowed(origins, origin)) return { kind: 'allowed', origin };
    return { kind: 'refused', refused, agoMs: age(refused.lastAt) };
  }
  if (newestSession) return { kind: 'recorded', session: newestSession, agoMs: age(newestSession.startedAt) };
  if (stored) return { kind: 'stored' };
  const script = newestOf(arrived.filter(({ outcome }) => outcome === 'script'));
  return script ? { kind: 'script', origin: script.origin, agoMs: age(script.lastAt) } : { kind: 'nothing' };
}

function newestOf(rows: readonly Arrived[]): Arrived | undefined {
  return rows.toSorted((a, b) => Date.parse(b.lastAt) - Date.parse(a.lastAt))[0];
}

function isAllowed(origins: readonly string[], origin: string): boolean {
  return origins.includes(origin) || origins.includes(origin.replace(/(?::\d+)?$/, ':*'));
}

import type { FindingRow, TabRow } from '@falter/wire';
import type { Moment } from './session-url.ts';

/** Where a session page opens. */
export interface Opening {
  at: number;
  /** Undefined only when the session has no tabs at all. */
  tab: string | undefined;
}

/**
 * Where to open a session: the moment that the link names, else exactly the frame of the first finding, else the start. The
 * tab is the link's, else the one of the finding nearest to the moment, else the tab with the most to see.
 * @param findings in order.
 */
export function openingOf(wish: Moment, findings: readonly FindingRow[], tabs: readonly TabRow[]): Opening {
  const first = findings[0];
  const at = wish.at ?? findings.find((finding) => wish.tab === undefined || finding.tab === wish.tab)?.at ?? 0;
  const known = (tab: string | undefined): string | undefined => tabs.find(({ id }) => id === tab)?.id;
  const nearest = wish.at === undefined ? first : nearestTo(findings, wish.at);
  const busiest = tabs.reduce<TabRow | undefined>(
    (best, tab) => (tab.events > (best?.events ?? 0) ? tab : best),
    tabs[0],
  );
  return { at, tab: known(wish.tab) ?? known(nearest?.tab) ?? busiest?.id };
}

function nearestTo(findings: readonly FindingRow[], at: number): FindingRow | undefined {
  const distance = (finding: FindingRow): number => Math.abs(finding.at - at);
  return findings.reduce<FindingRow | undefined>(
    (best, finding) => (best === undefined || distance(finding) < distance(best) ? finding : best),
    undefined,
  );
}

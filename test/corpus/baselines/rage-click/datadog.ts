import { crowded, hitOf, rowsOf } from '../chains.ts';
import { type Baseline, clicksOf, distance, happened, type SeenClick, type Sight } from '../sight.ts';

const GAP_MS = 1000;
const GAP_PX = 100;
const CLICKS = 3;

/** Chains of clicks that Datadog judges together: one target, at most 100 px and a second from one to the next. */
export function datadogChains(sight: Sight): SeenClick[][] {
  return rowsOf(clicksOf(sight), (row, click) => {
    const last = row.at(-1)!;
    return click.element === last.element && distance(click, last) <= GAP_PX && click.at - last.at <= GAP_MS;
  });
}

/** What the visitor did from a press to the next one, or until the chain is judged a second after its last click. */
export function during(chain: readonly SeenClick[], at: number): [number, number] {
  return [chain[at]!.downAt, chain[at + 1]?.downAt ?? chain[at]!.at + GAP_MS];
}

export function isDatadogRage(sight: Sight, chain: readonly SeenClick[]): boolean {
  const used = new Set(['selection', 'scroll'] as const);
  if (chain.some((_, at) => happened(sight, used, during(chain, at)))) return false;
  return crowded(chain, CLICKS, (ms) => ms <= 1000);
}

/**
 * Datadog: three clicks of a chain within a second; none if any of them changed the selection or scrolled.
 * Source: https://github.com/DataDog/browser-sdk, packages/rum-core/src/domain/action/computeFrustration.ts and clickChain.ts (its manual
 * says "more than three times"; the code's constant is 3).
 */
export const datadog: Baseline = {
  vendor: 'Datadog',
  signal: 'rage-click',
  rule: '3 clicks on one target within 1 s and 100 px, none of which selects or scrolls',
  source: 'https://github.com/DataDog/browser-sdk packages/rum-core/src/domain/action/computeFrustration.ts',
  find: (sight) =>
    datadogChains(sight)
      .filter((chain) => isDatadogRage(sight, chain))
      .map(hitOf),
};

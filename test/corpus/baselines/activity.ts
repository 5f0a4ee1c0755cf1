import { firstFrom, type Seen, type SeenClick, type Sight } from './sight.ts';

/** How soon a page has to be active, how long it may pause, and how long a click's action may last. */
const BEGIN_MS = 100;
const PAUSE_MS = 100;
const LONGEST_MS = 10_000;

const ACTIVE: ReadonlySet<Seen['kind']> = new Set(['mutation', 'request', 'answer', 'address']);

/**
 * When the activity of the page that Datadog counts to a click ends: it begins within 100 ms and goes on until 100 ms pass without a
 * mutation or a request, or for 10 s. Null: there was none.
 * Source: https://github.com/DataDog/browser-sdk, packages/rum-core/src/domain/waitPageActivityEnd.ts.
 */
export function activityEnd(sight: Sight, { at }: SeenClick): number | null {
  let end: number | null = null;
  let open = 0;
  for (let n = firstFrom(sight, at); n < sight.length; n++) {
    const seen = sight[n]!;
    if (seen.at > at + LONGEST_MS) break;
    if (open === 0 && seen.at > (end ?? at) + (end === null ? BEGIN_MS : PAUSE_MS)) break;
    const answers = seen.kind === 'answer' || seen.kind === 'error';
    if (!ACTIVE.has(seen.kind) && !(answers && open > 0)) continue;
    if (seen.kind === 'request') open++;
    if (answers && open > 0) open--;
    end = seen.at;
  }
  return open > 0 ? at + LONGEST_MS : end;
}

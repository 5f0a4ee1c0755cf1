import { labelOf } from '../openreplay-label.ts';
import { type Baseline, closest, type Hit, type Seen, type SeenClick } from '../sight.ts';

const WINDOW_MS = 1234;
const MESSAGES: ReadonlySet<Seen['kind']> = new Set(['mutation', 'style', 'input', 'focus']);

/**
 * OpenReplay: a click on something with a label, and the next message of a change of the page (nodes, attributes, style sheets, input,
 * focus) or the next such click comes 1234 ms later or after that. Inputs are left out. Messages of any other kind move the clock, so that the
 * end of the recording judges the last click.
 * Source: https://github.com/openreplay/openreplay, backend/pkg/handlers/web/deadClick.go.
 */
export const openreplay: Baseline = {
  vendor: 'OpenReplay',
  signal: 'dead-click',
  rule: 'the next message of a changed page comes >= 1234 ms after the click',
  source: 'https://github.com/openreplay/openreplay backend/pkg/handlers/web/deadClick.go',
  find: (sight) => {
    const hits: Hit[] = [];
    let open: SeenClick | null = null;
    const judge = (at: number) => {
      if (open && at >= open.at + WINDOW_MS) hits.push({ at: open.at, until: open.at, element: open.element });
      open = null;
    };
    for (const seen of sight) {
      if (MESSAGES.has(seen.kind) || (seen.kind === 'address' && seen.document)) judge(seen.at);
      if (seen.kind !== 'click' || labelOf(seen.element) === '') continue;
      judge(seen.at);
      if (!closest(seen.element, ({ tag }) => tag === 'input')) open = seen;
    }
    judge(sight.at(-1)?.at ?? 0);
    return hits;
  },
};

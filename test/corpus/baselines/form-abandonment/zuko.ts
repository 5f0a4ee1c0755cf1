import { type Baseline, closest, type Hit, type SeenElement } from '../sight.ts';

const IDLE_MS = 30 * 60 * 1000;
const FIELDS = new Set(['input', 'select', 'textarea']);

/**
 * Zuko: a session that interacts with any field of a form and has no completion before 30 minutes pass without anything is an
 * abandoned one. What completes a form, a site tells Zuko itself; here that is a form that was submitted and not refused.
 * Source: https://www.zuko.io/guides/metric-definitions, https://docs.zuko.io/knowledge-base/concepts/.
 */
export const zuko: Baseline = {
  vendor: 'Zuko',
  signal: 'form-abandonment',
  rule: 'a field was touched and no completion came before 30 min of silence',
  source: 'https://www.zuko.io/guides/metric-definitions',
  find: (sight) => {
    const started = new Map<SeenElement, Hit>();
    const completed = new Set<SeenElement>();
    let last = sight[0]?.at ?? 0;
    const hits: Hit[] = [];
    const expire = () => {
      for (const [form, hit] of started) if (!completed.has(form)) hits.push(hit);
      started.clear();
      completed.clear();
    };
    for (const seen of sight) {
      if (seen.at - last > IDLE_MS) expire();
      last = seen.at;
      if (seen.kind !== 'click' && seen.kind !== 'input' && seen.kind !== 'focus' && seen.kind !== 'submit') continue;
      const form = closest(seen.element, ({ tag }) => tag === 'form');
      if (!form) continue;
      if (seen.kind === 'submit' && seen.names[0] === 'submit') completed.add(form);
      else if (isField(seen.element))
        started.set(form, { at: started.get(form)?.at ?? seen.at, until: seen.at, element: form });
    }
    expire();
    return hits;
  },
};

function isField(element: SeenElement | null): boolean {
  return element !== null && FIELDS.has(element.tag);
}

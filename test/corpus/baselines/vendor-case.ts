import type { Seen, SeenElement, Sight } from './sight.ts';

/** One event of a vendor's own test, as transcribed: times in ms, positions in CSS px. */
export interface VendorEvent {
  t: number;
  kind: string;
  x?: number;
  y?: number;
  axis?: 'x' | 'y';
  button?: number;
  target?: string;
  target_html?: string;
}

/** With this configuration, this input must give this verdict. */
export interface VendorCase {
  id: string;
  name: string;
  config: Partial<
    Record<
      | 'click_count'
      | 'threshold_px'
      | 'timeout_ms'
      | 'window_ms'
      | 'out_of_bounds_px'
      | 'direction_changes'
      | 'absolute_timeout_ms',
      number
    >
  >;
  events: VendorEvent[];
  expect: {
    rage_at_click_index?: number[];
    rage?: boolean;
    dead?: boolean | null;
    thrash?: boolean;
    candidate?: boolean;
    candidates?: number;
    events?: number;
    start_t?: number;
    on?: string;
    reason?: string;
  };
  kept_clicks?: number;
}

const KINDS: Readonly<Record<string, Exclude<Seen['kind'], 'click' | 'move' | 'address'>>> = {
  mutation: 'mutation',
  scroll: 'scroll',
  selectionchange: 'selection',
  visibilitychange: 'visibility',
  blur: 'window',
  focus: 'window',
};

/** A vendor's events as its script would have seen them. `check` is only a moment at which it looks. */
export function sightOf(events: readonly VendorEvent[]): Sight {
  return events.flatMap((event): Seen[] => {
    const { t: at, kind, x = 0, y = 0 } = event;
    if (kind === 'move') return [{ kind, at, x, y }];
    if (kind === 'navigate') return [{ kind: 'address', at, url: '', document: false }];
    if (kind === 'click') {
      const element = event.target_html ? marked(event.target_html) : elementOf(event.target ?? '');
      return [{ kind, at, downAt: at, x, y, button: event.button ?? 0, element }];
    }
    const known = KINDS[kind];
    return known ? [{ kind: known, at, element: null, names: [''] }] : [];
  });
}

const named = new Map<string, SeenElement>();

/** The element that a case calls so: `e1`, `button#1`. */
export function elementOf(name: string): SeenElement {
  const known = named.get(name) ?? toElement(name.split('#')[0]!, {}, null);
  named.set(name, known);
  return known;
}

/** `<a href="/x"><span target></span></a>` -> the element that is marked, or else the outermost; the text of a `#text node`. */
function marked(html: string): SeenElement {
  if (html.startsWith('#text')) return toElement('', {}, null);
  const around: SeenElement[] = [];
  let found: SeenElement | undefined;
  for (const [, end, tag = '', rest = ''] of html.matchAll(/<(\/?)([\w-]+)([^>]*)>/g)) {
    if (end) around.pop();
    else {
      const element = toElement(tag, attributesIn(rest), around.at(-1) ?? null);
      around.push(element);
      if (!found || /\starget$/.test(rest)) found = element;
    }
  }
  return found!;
}

function attributesIn(text: string): Record<string, string> {
  return Object.fromEntries(
    [...text.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function toElement(tag: string, attributes: Record<string, string>, parent: SeenElement | null): SeenElement {
  return { id: 0, tag, attributes, parent, text: () => '' };
}

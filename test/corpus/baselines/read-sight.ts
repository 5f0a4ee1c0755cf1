import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import { pathOf, SeenPage } from './seen-page.ts';
import type { Seen, SeenChange, Sight } from './sight.ts';

type Raw = Record<string, unknown>;

/** rrweb's sources that are one change of the page each. */
const CHANGES: Readonly<Record<number, SeenChange['kind']>> = {
  3: 'scroll',
  5: 'input',
  7: 'media',
  8: 'style',
  9: 'canvas',
  13: 'style',
  14: 'selection',
  15: 'adopted-style',
};
const MUTATION = 0;
const MOVES = new Set([1, 6, 12]);
const MOUSE = 2;
const DOWN = new Set([1, 7]);
const CLICK = 2;
const FOCUS = 5;

/**
 * rrweb events of one tab -> what a vendor's script would have seen there. What rrweb does not tell (requests, errors, visibility,
 * addresses within a document, submits) comes from the snippet's own events, as facts of the page.
 */
export function readSight(events: readonly RecordedEvent[]): Sight {
  const reader = new SightReader();
  for (const event of events) reader.read(event);
  return reader.seen.sort((a, b) => a.at - b.at);
}

class SightReader {
  readonly seen: Seen[] = [];
  #page = new SeenPage();
  #downAt = Number.NEGATIVE_INFINITY;

  read({ type, timestamp, data }: RecordedEvent): void {
    const raw = (data ?? {}) as Raw;
    if (type === EVENT_TYPE.meta) {
      this.seen.push({ kind: 'address', at: timestamp, url: String(raw.href ?? ''), document: true });
    } else if (type === EVENT_TYPE.fullSnapshot) this.#page.load(raw.node);
    else if (type === EVENT_TYPE.incremental) this.#incremental(timestamp, raw);
    else if (type === EVENT_TYPE.plugin) this.#plugin(timestamp, raw);
  }

  #incremental(at: number, data: Raw): void {
    const source = Number(data.source);
    const kind = CHANGES[source];
    if (source === MUTATION) this.#change('mutation', at, { names: this.#page.change(data) });
    else if (MOVES.has(source)) this.#moves(at, data);
    else if (source === MOUSE) this.#mouse(at, data);
    else if (kind) this.#change(kind, at, { id: data.id });
  }

  #moves(at: number, data: Raw): void {
    for (const { x, y, timeOffset } of (data.positions ?? []) as Raw[])
      this.seen.push({ kind: 'move', at: at + Number(timeOffset ?? 0), x: Number(x), y: Number(y) });
  }

  #mouse(at: number, data: Raw): void {
    const type = Number(data.type);
    if (DOWN.has(type)) this.#downAt = at;
    if (type === FOCUS) this.#change('focus', at, { id: data.id });
    if (type !== CLICK) return;
    const downAt = at - this.#downAt < 2_000 ? this.#downAt : at;
    const element = this.#page.find(data.id);
    const spot = { x: Number(data.x ?? 0), y: Number(data.y ?? 0) };
    this.seen.push({ kind: 'click', at, downAt, ...spot, button: 0, element, path: pathOf(element) });
    this.#downAt = Number.NEGATIVE_INFINITY;
  }

  #plugin(at: number, { plugin, payload }: Raw): void {
    const told = (payload ?? {}) as Raw;
    if (plugin === PLUGIN.error) this.#change('error', at);
    if (plugin === PLUGIN.visibility) this.#change('visibility', at);
    if (plugin === PLUGIN.dialog) this.#change('window', at);
    if (plugin === PLUGIN.submit) this.#change('submit', at, { id: told.id, names: [String(told.kind)] });
    if (plugin === PLUGIN.navigation)
      this.seen.push({ kind: 'address', at, url: String(told.to ?? ''), document: false });
    if (plugin !== PLUGIN.request) return;
    this.#change('request', Number(told.startedAt ?? at));
    this.#change(told.failure || Number(told.status) >= 400 ? 'error' : 'answer', at);
  }

  #change(kind: SeenChange['kind'], at: number, { id, names = [] }: { id?: unknown; names?: string[] } = {}): void {
    this.seen.push({ kind, at, element: id === undefined ? null : this.#page.find(id), names });
  }
}

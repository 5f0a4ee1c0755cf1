import { EVENT_TYPE, type Finding, PLUGIN } from '@falter/wire';
import { type DetectOptions, detect } from './detect.ts';
import { EventWriter } from './event-writer.ts';
import { el, type Part, type Serialized } from './page-parts.ts';
import type { Way } from './pointer-ways.ts';
import { INTERACTION, NODE, SOURCE } from './timeline/raw.ts';
import type { TabRecording } from './timeline/timelines.ts';

export { STARTED_AT } from './event-writer.ts';
export { el, type Part } from './page-parts.ts';
export { circling, shaking } from './pointer-ways.ts';

/** Milliseconds between the pointer going down and up, and from there to the next thing a person does. */
const PRESS_MS = 60;

/**
 * Writes recordings as rrweb would, for tests: `page(...).wait(2000).click('#pay').wait(3000)`. Elements are named by
 * their id attribute. What repeats by itself (`every`) goes on while the script waits.
 */
export class RecordingBuilder extends EventWriter {
  #ids = 0;
  #nodes = new Map<string, Serialized>();
  #root = 0;
  #body = 0;
  #focused = 0;

  /** A new document in this tab: the first one, or where a click led. */
  open(url: string, ...body: Part[]): this {
    this.#ids = 0;
    this.#nodes = new Map();
    this.forgetTimers();
    this.#focused = 0;
    const page = el('html', {}, el('head', {}, el('title', {}, 'Shop')), el('body', {}, ...body));
    const root = { type: NODE.document, id: ++this.#ids, childNodes: [this.#serialize(page)] };
    this.#root = root.id;
    this.#body = root.childNodes[0]!.childNodes![1]!.id;
    this.emit(EVENT_TYPE.domContentLoaded, {});
    this.emit(EVENT_TYPE.load, {});
    this.emit(EVENT_TYPE.meta, { href: url, width: 1280, height: 720 });
    return this.emit(EVENT_TYPE.fullSnapshot, { node: root, initialOffset: { top: 0, left: 0 } });
  }

  /** rrweb's id of an element, by its id attribute; '' is the body. */
  id(name: string): number {
    if (name === '') return this.#body;
    const node = this.#nodes.get(name.replace('#', ''));
    if (!node) throw new Error(`[detector] no element ${name} on the page of this test.`);
    return node.id;
  }

  /** A whole click with the mouse. `during` happens while the button is down. */
  click(
    name: string,
    answer: (page: RecordingBuilder) => void = () => {},
    during: (page: RecordingBuilder) => void = () => {},
  ): this {
    const place = this.#place(name);
    this.incremental(SOURCE.mouseInteraction, { type: INTERACTION.mouseDown, ...place, pointerType: 0 });
    this.focus(place.id);
    during(this);
    this.wait(PRESS_MS);
    this.incremental(SOURCE.mouseInteraction, { type: INTERACTION.mouseUp, ...place, pointerType: 0 });
    this.incremental(SOURCE.mouseInteraction, { type: INTERACTION.click, ...place, pointerType: 0 });
    answer(this);
    return this;
  }

  /** Clicks `count` times, `gap` ms apart. */
  clicks(name: string, count: number, gap: number, answer: (page: RecordingBuilder) => void = () => {}): this {
    for (let i = 0; i < count; i++) {
      if (i > 0) this.wait(gap - PRESS_MS);
      this.click(name, answer);
    }
    return this;
  }

  focus(id: number): this {
    if (this.#focused === id) return this;
    if (this.#focused) this.incremental(SOURCE.mouseInteraction, { type: INTERACTION.blur, id: this.#focused });
    this.#focused = id;
    return this.incremental(SOURCE.mouseInteraction, { type: INTERACTION.focus, id });
  }

  /** The window loses the focus: the focused element is blurred and nothing else gets it. */
  blur(): this {
    this.incremental(SOURCE.mouseInteraction, { type: INTERACTION.blur, id: this.#focused });
    this.#focused = 0;
    return this;
  }

  /** Types into a field that was clicked, a character each 80 ms; the text is masked as the snippet masks it. */
  type(name: string, characters: number): this {
    this.click(name);
    for (let i = 0; i < characters; i++) {
      this.wait(80);
      this.input(name, { userTriggered: true });
    }
    return this.wait(200);
  }

  /** Writes into a field that was clicked, unmasked, a key each 80 ms: what of the old text does not stay is deleted first. */
  write(name: string, text: string, before = ''): this {
    this.click(name);
    let same = 0;
    while (same < text.length && same < before.length && text[same] === before[same]) same++;
    const texts: string[] = [];
    for (let length = before.length - 1; length >= same; length--) texts.push(before.slice(0, length));
    for (let length = same + 1; length <= text.length; length++) texts.push(text.slice(0, length));
    for (const now of texts) this.wait(80).input(name, { userTriggered: true, text: now });
    return this.wait(200);
  }

  /** The snippet tells that a form was sent, or refused by the browser. */
  submit(name: string, kind: 'submit' | 'invalid' = 'submit', prevented = true): this {
    return this.plugin(PLUGIN.submit, { kind, id: this.id(name), prevented });
  }

  input(name: string, data: Record<string, unknown> = {}): this {
    return this.incremental(SOURCE.input, { id: this.id(name), text: '*****', isChecked: false, ...data });
  }

  mutate(data: Record<string, unknown>): this {
    return this.incremental(SOURCE.mutation, { texts: [], attributes: [], removes: [], adds: [], ...data });
  }

  /** The text of an element becomes another, as `textContent = ...` does it. */
  text(name: string, text: string): this {
    const node = this.#nodes.get(name.replace('#', ''))!;
    const removes = (node.childNodes ?? []).map(({ id }) => ({ parentId: node.id, id }));
    const child = this.#serialize(text);
    node.childNodes = [child];
    return this.mutate({ removes, adds: [{ parentId: node.id, nextId: null, node: child }] });
  }

  attribute(name: string, attributes: Record<string, unknown>): this {
    return this.mutate({ attributes: [{ id: this.id(name), attributes }] });
  }

  /** Adds a part as the last child. rrweb tells each node of it on its own. */
  add(parent: string, part: Part): this {
    const adds: unknown[] = [];
    const tell = (node: Serialized, parentId: number): void => {
      adds.push({ parentId, nextId: null, node: { ...node, ...(node.childNodes && { childNodes: [] }) } });
      for (const child of node.childNodes ?? []) tell(child, node.id);
    };
    tell(this.#serialize(part), this.id(parent));
    return this.mutate({ adds });
  }

  remove(name: string): this {
    return this.mutate({ removes: [{ parentId: this.#body, id: this.id(name) }] });
  }

  scroll(name = ''): this {
    return this.incremental(SOURCE.scroll, { id: name ? this.id(name) : this.#root, x: 0, y: this.at % 1000 });
  }

  select(name: string): this {
    const start = this.#nodes.get(name.replace('#', ''))!.childNodes![0]!.id;
    return this.incremental(SOURCE.selection, { ranges: [{ start, startOffset: 0, end: start, endOffset: 4 }] });
  }

  move(name: string): this {
    return this.incremental(SOURCE.mouseMove, { positions: [{ ...this.#place(name), timeOffset: 0 }] });
  }

  /** The button of a mouse goes down and up at a point of the window. */
  press(name: string, x: number, y: number): this {
    const place = { id: this.id(name), x, y, pointerType: 0 };
    for (const type of [INTERACTION.mouseDown, INTERACTION.mouseUp, INTERACTION.click])
      this.incremental(SOURCE.mouseInteraction, { type, ...place });
    return this;
  }

  scrollTo(y: number): this {
    return this.incremental(SOURCE.scroll, { id: this.#root, x: 0, y });
  }

  /** The pointer goes along a way over an element, a point each 50 ms, told twice a second as rrweb does it. */
  wander(name: string, way: Way): this {
    const id = this.id(name);
    for (let from = 0; from < way.length; from += 10) {
      const heap = way.slice(from, from + 10);
      this.wait(heap.length * 50);
      const positions = heap.map(([x, y], n) => ({ id, x, y, timeOffset: (n + 1 - heap.length) * 50 }));
      this.incremental(SOURCE.mouseMove, { positions });
    }
    return this;
  }

  tab(tab = 'tab-1'): TabRecording {
    return { tab, events: this.events };
  }

  #place(name: string): { id: number; x: number; y: number } {
    const id = this.id(name);
    return { id, x: 100, y: id * 100 };
  }

  #serialize(part: Part): Serialized {
    const id = ++this.#ids;
    if (typeof part === 'string') return { type: NODE.text, id, textContent: part };
    const { tag: tagName, attributes, children } = part;
    const node = {
      type: NODE.element,
      id,
      tagName,
      attributes,
      childNodes: children.map((child) => this.#serialize(child)),
    };
    if (typeof attributes.id === 'string') this.#nodes.set(attributes.id, node);
    return node;
  }
}

/** A page of a shop, two seconds after it came. */
export function page(...body: Part[]): RecordingBuilder {
  return new RecordingBuilder().open('https://shop.test/checkout', ...body).wait(2_000);
}

/** Findings of one signal in a recording of one tab that is closed. */
export function findingsOf(
  signal: string,
  recording: RecordingBuilder,
  options: Partial<DetectOptions> = {},
): Finding[] {
  return detect([recording.tab()], { closed: true, signals: [signal], ...options }).findings;
}

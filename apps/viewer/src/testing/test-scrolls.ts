import type { RecordedEvent } from '@falter/wire';

/** When the built recording starts (epoch ms). */
const START = 1_700_000_000_000;

type Random = () => number;

const element = (id: number, tagName: string, attributes: object, childNodes: object[] = []): object => ({
  type: 2,
  id,
  tagName,
  attributes,
  childNodes,
});
const text = (id: number, textContent: string): object => ({ type: 3, id, textContent });

const DOCUMENT = 1;
const LIST = 20;
const BOX = 30;
const FIELDS = [40, 41];
const FORM = 50;
/** A button 700 px below the top of the page, 40 px high. */
export const BUTTON = 60;

/** A page far taller and wider than its window, with a list that grows and shrinks, a box that scrolls by itself, and fields. */
function snapshot(at: number): RecordedEvent[] {
  const wide = (id: number, words: string, style = 'height:2000px;width:3000px'): object =>
    element(id, 'div', { style }, [text(id + 100, words)]);
  const node = {
    type: 0,
    id: DOCUMENT,
    childNodes: [
      { type: 1, id: 2, name: 'html', publicId: '', systemId: '' },
      element(3, 'html', { style: 'scroll-behavior:smooth' }, [
        element(4, 'head', {}),
        element(5, 'body', { style: 'margin:0' }, [
          element(LIST, 'ul', {}),
          element(BOX, 'div', { style: 'height:100px;width:200px;overflow:auto;scroll-behavior:smooth' }, [
            wide(31, 'box'),
          ]),
          element(FORM, 'form', {}, [
            element(40, 'input', { type: 'text', value: '' }),
            element(41, 'textarea', { value: '' }),
          ]),
          element(BUTTON, 'button', { style: 'position:absolute;top:700px;left:50px;width:100px;height:40px' }),
          wide(6, 'page', 'height:4000px;width:3000px'),
        ]),
      ]),
    ],
  };
  return [
    { type: 4, timestamp: START + at, data: { href: 'http://shop.example/', width: 800, height: 600 } },
    { type: 2, timestamp: START + at, data: { node, initialOffset: { left: 0, top: 40 } } },
  ];
}

function incremental(at: number, data: Record<string, unknown>): RecordedEvent {
  return { type: 3, timestamp: START + at, data };
}

export const scrollTo = (at: number, y: number, id: number = DOCUMENT): RecordedEvent =>
  incremental(at, { source: 3, id, x: 0, y });

/** A click on an element, at a point of the window. */
export const click = (at: number, id: number, [x, y]: [x: number, y: number]): RecordedEvent =>
  incremental(at, { source: 2, type: 2, id, x, y });

export const growth = (at: number, id: number): RecordedEvent =>
  incremental(at, {
    ...{ source: 0, texts: [], attributes: [], removes: [] },
    adds: [{ parentId: LIST, nextId: null, node: element(id, 'li', {}) }],
  });

/** A recording of one document from its events in order. */
export function recordingOf(events: RecordedEvent[]): RecordedEvent[] {
  return [...snapshot(0), ...events];
}

/** Scrolls, changes and typing at random, over two documents; one event each 50 ms. `random` gives 0 to 1. */
export function randomRecording(random: Random, length: number): RecordedEvent[] {
  const events: RecordedEvent[] = snapshot(0);
  let items: number[] = [];
  let nextId = 1_000;
  for (let index = 1; index < length; index++) {
    const at = index * 50;
    if (index === Math.floor(length / 2)) {
      items = [];
      events.push(...snapshot(at));
      continue;
    }
    const kind = random();
    const y = Math.floor(random() * 1_500);
    if (kind < 0.3) events.push(incremental(at, { source: 3, id: DOCUMENT, x: Math.floor(y / 3), y }));
    else if (kind < 0.45) events.push(scrollTo(at, y, BOX));
    else if (kind < 0.65) events.push(typed(at, { id: FIELDS[y % 2] ?? 40, words: `typed ${index}` }));
    else if (kind < 0.72) events.push(moved(at, y % 3 === 0));
    else if (kind < 0.86 || items.length === 0) {
      items.push(nextId);
      events.push(growth(at, nextId++));
    } else events.push(shrinking(at, items.splice(y % items.length, 1)[0] ?? 0));
  }
  return events;
}

function typed(at: number, { id, words }: { id: number; words: string }): RecordedEvent {
  return incremental(at, { source: 5, id, text: words, isChecked: false });
}

function shrinking(at: number, id: number): RecordedEvent {
  return incremental(at, {
    ...{ source: 0, texts: [], attributes: [], adds: [] },
    removes: [{ parentId: LIST, id }],
  });
}

/** A box that is taken out and put in again stands at its top, as in a browser. */
function moved(at: number, toEnd: boolean): RecordedEvent {
  const style = 'height:100px;width:200px;overflow:auto;scroll-behavior:smooth';
  return incremental(at, {
    ...{ source: 0, texts: [], attributes: [] },
    removes: [{ parentId: 5, id: BOX }],
    adds: [
      { parentId: 5, nextId: toEnd ? null : FORM, node: element(BOX, 'div', { style }) },
      { parentId: BOX, nextId: null, node: element(31, 'div', { style: 'height:2000px;width:3000px' }) },
    ],
  });
}

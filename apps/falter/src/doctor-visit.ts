import { randomBytes } from 'node:crypto';
import { EVENT_TYPE, type RecordedEvent } from '@falter/wire';

/** Milliseconds that the visit lasts: what no click answered is known when the time for answers is over. */
const LASTS_MS = 12_000;

const FIRST_CLICK_MS = 2_000;
const CLICKS = 5;
const CLICK_EVERY_MS = 200;

const BUTTON = 6;
const SOURCE = { pointer: 1, interaction: 2 } as const;
const INTERACTION = { up: 0, down: 1, click: 2 } as const;

/** A recording as rrweb writes it: a page with one button that somebody hits again and again, and nothing answers. Ends at `now`. */
export function recordVisit(page: string, now: number): RecordedEvent[] {
  const startedAt = now - LASTS_MS;
  const incremental = (after: number, data: object): RecordedEvent => {
    return { type: EVENT_TYPE.incremental, timestamp: startedAt + after, data };
  };
  const press = (after: number): RecordedEvent[] =>
    [INTERACTION.down, INTERACTION.up, INTERACTION.click].map((type, n) => {
      const place = { id: BUTTON, x: 120, y: 80, pointerType: 0 };
      return incremental(after + (n === 0 ? 0 : 60), { source: SOURCE.interaction, type, ...place });
    });
  const point = (after: number): RecordedEvent =>
    incremental(after, { source: SOURCE.pointer, positions: [{ x: 120, y: 80, id: BUTTON, timeOffset: 0 }] });
  const clicks = Array.from({ length: CLICKS }, (_, n) => press(FIRST_CLICK_MS + n * CLICK_EVERY_MS)).flat();
  const node = snapshot();
  return [
    { type: EVENT_TYPE.meta, timestamp: startedAt, data: { href: page, width: 1280, height: 720 } },
    { type: EVENT_TYPE.fullSnapshot, timestamp: startedAt + 1, data: { node, initialOffset: { top: 0, left: 0 } } },
    point(FIRST_CLICK_MS - 200),
    ...clicks,
    point(LASTS_MS),
  ];
}

function snapshot(): object {
  const text = (id: number, textContent: string) => ({ type: 3, id, textContent });
  const element = (id: number, tagName: string, childNodes: object[]) => {
    return { type: 2, id, tagName, attributes: {}, childNodes };
  };
  const head = element(3, 'head', [element(8, 'title', [text(9, 'Falter doctor')])]);
  const body = element(4, 'body', [
    element(5, 'h1', [text(10, 'A test page')]),
    element(BUTTON, 'button', [text(7, 'Pay now')]),
  ]);
  return { type: 0, id: 1, childNodes: [element(2, 'html', [head, body])] };
}

/** An id as the snippet makes them, under which the doctor's visits can be told from others. */
export function doctorId(): string {
  return `doctor-${randomBytes(12).toString('base64url')}`;
}

import type { Envelope } from './envelope.ts';
import type { RecordedEvent } from './event.ts';
import { writeEventLines } from './event-lines.ts';

/** A batch as a page sends it, for the tests of this package: every test changes one thing of it. */
export const SAMPLE_ENVELOPE: Envelope = {
  v: 1,
  key: 'fk_7mQ2vXc9LtR4',
  session: 'sess_Q7fW2mZx9KpL',
  secret: 'secr_N4hT8vBy1RcD',
  tab: 'tab__A1b2C3d4E5f6',
  seq: 3,
  sentAt: 1_763_740_800_250,
  page: 'page_G7h8I9j0K1l2',
  release: '2026-11-21.1',
  counters: { dropped: 0, faults: 0 },
};

/** The shortest things that are events. */
export const SAMPLE_EVENTS: RecordedEvent[] = [
  { type: 4, timestamp: 1_763_740_800_000, data: { href: 'https://shop.example/cart', width: 1280, height: 720 } },
  { type: 3, timestamp: 1_763_740_800_125, data: { source: 2, type: 2, id: 41, x: 640, y: 360 } },
];

/** UTF-8 of a text. */
export function utf8(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

/** Parts in a row, as one body. */
export function join(...parts: Uint8Array[]): Uint8Array {
  return Uint8Array.from(parts.flatMap((part) => [...part]));
}

/** The sample events as they travel without gzip. */
export function sampleLines(): Uint8Array {
  return utf8(writeEventLines(SAMPLE_EVENTS));
}

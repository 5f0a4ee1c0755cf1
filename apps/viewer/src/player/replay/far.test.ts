import type { RecordedEvent } from '@falter/wire';
import { expect, it } from 'vitest';
import { isFar } from './far.ts';

const changed = (timestamp: number, nodes: number): RecordedEvent => {
  const data = { source: 0, adds: Array.from({ length: nodes }), removes: [], texts: [], attributes: [] };
  return { type: 3, timestamp, data };
};
const snapshot = (timestamp: number): RecordedEvent => ({ type: 2, timestamp, data: {} });
const EVENTS = [snapshot(0), changed(10, 300), changed(20, 300), changed(30, 1), snapshot(40), changed(50, 300)];

it.each<[string, number, number, boolean]>([
  ['onwards over much', 0, 25, true],
  ['onwards over little of it', 15, 35, false],
  ['onwards over nothing', 30, 30, false],
  ['onwards over a snapshot, which is built anew', 0, 55, false],
  ['back to where little is changed since the snapshot', 35, 15, false],
  ['back to where much is', 35, 25, true],
])('%s', (_, from, until, far) => {
  expect(isFar(EVENTS, from, until)).toBe(far);
});

import { expect, it } from 'vitest';
import { ComingRange } from './coming-range.ts';
import type { FromWorker } from './messages.ts';
import type { Stretch } from './stretch.ts';

const STRETCH: Stretch = { segment: '0:0', events: [], frames: [], clicks: [], pointers: [], touch: false };
const STILL = { segment: '0:0', at: 1, events: [], next: [], hand: { clicks: [], pointers: [] } };

function coming() {
  const told: FromWorker[] = [];
  return { range: new ComingRange(7, (message) => void told.push(message)), told };
}

it('bytes are read as they come, and what is made of them is told under the number of the range', async () => {
  const { range, told } = coming();
  const text = new Response(range.lines).text();
  for (const part of ['a', 'b']) range.add(new TextEncoder().encode(part));
  range.end();
  expect(await text).toBe('ab');
  range.hands.stretch(STRETCH, 5);
  expect(told).toEqual([{ kind: 'stretch', id: 7, stretch: STRETCH, chars: 5 }]);
});

it('a still is waited for until it is shown', async () => {
  const { range, told } = coming();
  let isShown = false;
  const shown = range.hands.still(STILL).then(() => {
    isShown = true;
  });
  await Promise.resolve();
  expect([told.length, isShown]).toEqual([1, false]);
  range.shown();
  await shown;
});

it('what was dropped ends where it is and tells nothing more', async () => {
  const { range, told } = coming();
  const text = new Response(range.lines).text();
  const waiting = range.hands.still(STILL);
  range.drop();
  range.add(new TextEncoder().encode('a'));
  range.end();
  range.drop();
  await waiting;
  await expect(text).rejects.toThrow('dropped');
  range.hands.stretch(STRETCH, 5);
  await range.hands.still(STILL);
  expect(told).toHaveLength(1);
});

it('may be dropped after its last byte', async () => {
  const { range } = coming();
  range.end();
  range.drop();
  expect(await new Response(range.lines).text()).toBe('');
});

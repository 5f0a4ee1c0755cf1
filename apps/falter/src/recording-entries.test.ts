import { describe, expect, it } from 'vitest';
import { entriesOf } from './recording-entries.ts';

const event = { type: 4, timestamp: 1, data: {} };
const read = (value: unknown) => entriesOf(JSON.stringify(value)).map(({ window, value }) => [window, value]);

describe('what a recording holds', () => {
  it.each<[string, unknown]>([
    ['an array', [event]],
    ['an event', event],
    ['events', { events: [event], title: 'a visit' }],
    ['snapshots', { snapshots: [event] }],
    ['items', { items: [event], next: null }],
    ['data.events', { data: { events: [event] } }],
    ['data.snapshots', { version: '2023-04-28', data: { snapshots: [event] } }],
  ])('stands in %s', (_, value) => expect(read(value)).toEqual([['', event]]));

  it.each<[string, unknown]>([
    ['by its name, camel', [{ windowId: 'w1', ...event }]],
    ['by its name, snake', [{ window_id: 'w1', ...event }]],
    ['with a list', [{ window_id: 'w1', data: [event] }]],
    ['in a pair', [['w1', event]]],
    ['as a key', { version: '2022-12-02', data: { person: null, snapshotsByWindowId: { w1: [event] } } }],
  ])('says its window %s', (_, value) => expect(read(value)).toEqual([['w1', event]]));

  it('may come a line each, lines of different kinds', () => {
    const lines = [event, ['w1', event], { window_id: 'w2', data: [event, event] }, 'packed', 7];
    const text = [...lines.map((line) => JSON.stringify(line)), '{"cut'].join('\n');
    expect(entriesOf(text).map(({ window }) => window)).toEqual(['', 'w1', 'w2', 'w2', '', '', '']);
  });

  it('is not lost among what is nothing: each thing is one entry', () => {
    expect(read([null, [], [1, 2], 'x', true])).toEqual([
      ['', null],
      ['', undefined],
      ['', undefined],
      ['', 'x'],
      ['', true],
    ]);
  });

  it.each(['7', 'null', '"x"', '{}', '{"events":7}', '{"data":[1]}'])('is no recording in %s', (text) => {
    expect(() => entriesOf(text)).toThrow('is JSON but no recording');
  });
});

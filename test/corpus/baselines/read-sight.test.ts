import { EVENT_TYPE, PLUGIN, type RecordedEvent } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { readSight } from './read-sight.ts';

const text = (id: number, textContent: string) => ({ type: 3, id, textContent });
const el = (id: number, tagName: string, attributes: object, childNodes: object[]) => ({
  type: 2,
  id,
  tagName,
  attributes,
  childNodes,
});
const page = {
  type: 0,
  id: 1,
  childNodes: [el(2, 'html', {}, [el(3, 'body', {}, [el(4, 'BUTTON', { id: 'pay' }, [text(5, 'Pay')])])])],
};
const at = (timestamp: number, type: number, data: unknown): RecordedEvent => ({ type, timestamp, data });
const incremental = (timestamp: number, data: object) => at(timestamp, EVENT_TYPE.incremental, data);
const loaded = [at(0, EVENT_TYPE.meta, { href: 'https://a.test/' }), at(1, EVENT_TYPE.fullSnapshot, { node: page })];

describe('a sight', () => {
  it('has clicks with the time of the press and the element as it is then', () => {
    const sight = readSight([
      ...loaded,
      incremental(100, { source: 2, type: 1, id: 4, x: 3, y: 4 }),
      incremental(150, {
        source: 0,
        removes: [],
        adds: [],
        texts: [{ id: 5, value: 'Wait' }],
        attributes: [{ id: 4, attributes: { class: 'busy', id: null } }],
      }),
      incremental(180, { source: 2, type: 2, id: 5, x: 3, y: 4 }),
    ]);
    const click = sight.find((seen) => seen.kind === 'click')!;
    expect(click).toMatchObject({ at: 180, downAt: 100, x: 3, y: 4, path: 'html > body > button' });
    expect(click.element).toMatchObject({ tag: 'button', attributes: { class: 'busy' } });
    expect(click.element!.attributes).not.toHaveProperty('id');
    expect(click.element!.text()).toBe('Wait');
    expect(click.element!.parent!.tag).toBe('body');
  });

  it('has positions at their own times, and everything in order', () => {
    const positions = [
      { x: 1, y: 1, id: 4, timeOffset: -400 },
      { x: 9, y: 1, id: 4, timeOffset: -20 },
    ];
    const sight = readSight([
      ...loaded,
      incremental(600, { source: 3, id: 1, x: 0, y: 9 }),
      incremental(700, { source: 1, positions }),
    ]);
    expect(sight.map((seen) => [seen.kind, seen.at])).toEqual([
      ['address', 0],
      ['move', 300],
      ['scroll', 600],
      ['move', 680],
    ]);
  });

  it('has what the snippet tells of the page, and a request from its begin to its end', () => {
    const plugin = (timestamp: number, name: string, payload: object) =>
      at(timestamp, EVENT_TYPE.plugin, { plugin: name, payload });
    const sight = readSight([
      ...loaded,
      plugin(900, PLUGIN.request, { startedAt: 400, status: 500, failure: '' }),
      plugin(950, PLUGIN.request, { startedAt: 500, status: 200, failure: '' }),
      plugin(960, PLUGIN.navigation, { to: 'https://a.test/b' }),
      plugin(970, PLUGIN.submit, { kind: 'invalid', id: 4 }),
    ]);
    expect(sight.slice(1).map((seen) => [seen.kind, seen.at])).toEqual([
      ['request', 400],
      ['request', 500],
      ['error', 900],
      ['answer', 950],
      ['address', 960],
      ['submit', 970],
    ]);
    expect(sight.at(-1)).toMatchObject({ names: ['invalid'], element: { tag: 'button' } });
  });

  it('tells what stands in a shadow with its host, though it has an id', () => {
    const host = el(6, 'x-menu', { id: 'menu' }, [{ ...el(7, 'button', { id: 'order' }, []), isShadow: true }]);
    const tree = { type: 0, id: 1, childNodes: [el(2, 'html', {}, [el(3, 'body', {}, [host])])] };
    const sight = readSight([
      at(0, EVENT_TYPE.meta, { href: 'https://a.test/' }),
      at(1, EVENT_TYPE.fullSnapshot, { node: tree }),
      incremental(180, { source: 2, type: 2, id: 7, x: 3, y: 4 }),
    ]);
    expect(sight.find((seen) => seen.kind === 'click')).toMatchObject({ path: '#menu >>> #order' });
  });
});

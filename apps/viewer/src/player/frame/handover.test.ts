import { describe, expect, it } from 'vitest';
import { HANDOVER, takePort } from './handover.ts';

const ORIGIN = 'https://falter.example';
const ASSETS = '/api/v1/assets/';

/** A window in another one, and what was taken in it. */
function framed() {
  const listeners = new Set<(event: MessageEvent) => void>();
  const parent = {};
  const view = {
    parent,
    location: { origin: ORIGIN },
    addEventListener: (_: string, listen: (event: MessageEvent) => void) => void listeners.add(listen),
    removeEventListener: (_: string, listen: (event: MessageEvent) => void) => void listeners.delete(listen),
  } as unknown as Window;
  const taken: [unknown, string][] = [];
  takePort(view, (port, assets) => void taken.push([port, assets]));
  const send = (part: object): void => {
    const event = {
      source: parent,
      origin: ORIGIN,
      data: { kind: HANDOVER, assets: ASSETS },
      ports: ['port'],
      ...part,
    };
    for (const listen of listeners) listen(event as unknown as MessageEvent);
  };
  return { send, taken };
}

describe('the port', () => {
  it('is taken from the page around, once', () => {
    const { send, taken } = framed();
    send({});
    send({ ports: ['another'] });
    expect(taken).toEqual([['port', ASSETS]]);
  });

  it.each<[string, object]>([
    ['from another window: the opener, the recorded page', { source: {} }],
    ['from nobody', { source: null }],
    ['from another origin', { origin: 'https://evil.example' }],
    ['from a document without an origin', { origin: 'null' }],
    ['without a port', { ports: [] }],
    ['with two', { ports: ['port', 'other'] }],
    ['with other words', { data: { kind: 'falter/other', assets: ASSETS } }],
    ['with nothing', { data: null }],
    ['with a folder that is not the store’s', { data: { kind: HANDOVER, assets: '/api/v1/' } }],
    ['with a folder that goes up', { data: { kind: HANDOVER, assets: '/api/v1/shared/../assets/' } }],
    ['with more than a folder', { data: { kind: HANDOVER, assets: "/api/v1/assets/ https: 'unsafe-inline'" } }],
  ])('H89: is not taken %s, and the right one after it is', (_, part) => {
    const { send, taken } = framed();
    send(part);
    expect(taken).toEqual([]);
    send({ data: { kind: HANDOVER, assets: '/api/v1/shared/session-one-aaaaaaaa/assets/' } });
    expect(taken).toEqual([['port', '/api/v1/shared/session-one-aaaaaaaa/assets/']]);
  });

  it('is taken from nobody where the page is opened by itself', () => {
    const listened: string[] = [];
    const view = {
      location: { origin: ORIGIN },
      addEventListener: (type: string) => void listened.push(type),
    } as unknown as Window;
    Object.assign(view, { parent: view });
    takePort(view, () => {});
    expect(listened).toEqual([]);
  });
});

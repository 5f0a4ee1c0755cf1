import { describe, expect, it } from 'vitest';
import { checkWords, told } from './check-words.ts';
import { checkAddress } from './site-check.ts';

describe('the address of a check', () => {
  it.each([
    ['https://shop.example/cart?a=1', 'https://shop.example/cart?a=1#falter-check'],
    ['shop.example', 'https://shop.example/#falter-check'],
    [' http://localhost:3000/#/route ', 'http://localhost:3000/#falter-check'],
    ['127.0.0.1:4822', 'http://127.0.0.1:4822/#falter-check'],
    ['localhost:3000/cart', 'http://localhost:3000/cart#falter-check'],
    ['localhost', 'http://localhost/#falter-check'],
    ['shop.localhost:3000', 'http://shop.localhost:3000/#falter-check'],
    ['[::1]:3000', 'http://[::1]:3000/#falter-check'],
    ['https://127.0.0.1:4822', 'https://127.0.0.1:4822/#falter-check'],
    ['localhost.example:8443', 'https://localhost.example:8443/#falter-check'],
    ['10.0.0.1.example', 'https://10.0.0.1.example/#falter-check'],
    ['', undefined],
    ['javascript:alert(1)', undefined],
    ['ftp://shop.example', undefined],
    ['not an address', undefined],
  ])('%s is %s', (text, address) => expect(checkAddress(text)).toBe(address));
});

describe('the words of a check', () => {
  const states = [
    'loaded',
    'recording',
    'delivered',
    'consent-pending',
    'sampled-out',
    'not-recorded',
    'blocked-by-csp',
  ];
  it.each([...states, 'unreachable', 'refused', 'popup-blocked', 'cut-off', 'silent'])(
    'of %s are a sentence',
    (state) => {
      const { text } = checkWords({ state, detail: 'detail' });
      expect(text).toMatch(/^[A-Z]/);
    },
  );

  it('of a refusal say what was refused and what to do', () => {
    expect(checkWords({ state: 'refused', detail: 'unknown_key: no project has it.' })).toMatchObject({
      ...{ mark: 'bad', text: 'Falter refused its batch: unknown_key: no project has it.' },
      todo: expect.stringContaining('Copy the tag'),
    });
    expect(checkWords({ state: 'refused', detail: 'foreign_origin: x' }).todo).toContain('Allow its origin');
  });

  it('of a refusal name no part of the program, and give each advice once', () => {
    const detail = 'unknown_key: [wire] no project has this write key. Copy the tag again.';
    expect(checkWords({ state: 'refused', detail })).toEqual({
      mark: 'bad',
      text: 'Falter refused its batch: unknown_key: no project has this write key.',
      todo: 'Copy the tag again from this page and deploy it.',
    });
    const foreign = 'foreign_origin: [wire] https://shop.example may not send. Allow it.';
    expect(checkWords({ state: 'refused', detail: foreign }).text).toMatch(/shop\.example may not send\.$/);
    const other = 'too_large: [wire] it has 3.5 MB. At most 2 MB are taken.';
    expect(checkWords({ state: 'refused', detail: other }).text).toMatch(/: too_large: it has 3\.5 MB\. At most 2 MB/);
  });

  it('do not say that it records where its first batch was refused', () => {
    const heard = (...states: string[]) => states.map((state) => ({ state, detail: '' }));
    const states = (...of: string[]) => told(heard(...of)).map(({ state }) => state);
    expect(states('loaded', 'recording', 'refused')).toEqual(['loaded', 'refused']);
    expect(states('loaded', 'recording')).toEqual(['loaded', 'recording']);
    expect(states('loaded', 'recording', 'delivered')).toEqual(['loaded', 'recording', 'delivered']);
    expect(states('loaded', 'recording', 'delivered', 'refused')).toContain('recording');
  });

  it('of a state that a later snippet may have are its own', () => {
    expect(checkWords({ state: 'paused', detail: '' })).toEqual({ mark: 'waiting', text: 'paused', todo: '' });
  });
});

import { afterEach, describe, expect, test, vi } from 'vitest';
import { openStore, readObject } from './store.ts';

afterEach(() => vi.unstubAllGlobals());

/** The browser's storage as far as a store asks for it; `full` and `denied` as browsers fail. */
function stubStorage({ full = false, denied = false }): Map<string, string> {
  const items = new Map<string, string>();
  const area = {
    getItem: (name: string) => items.get(name) ?? null,
    setItem(name: string, value: string) {
      if (full) throw new DOMException('full', 'QuotaExceededError');
      items.set(name, value);
    },
    removeItem: (name: string) => void items.delete(name),
  };
  const getter = (): typeof area => {
    if (denied) throw new DOMException('denied', 'SecurityError');
    return area;
  };
  vi.stubGlobal('window', Object.defineProperty({}, 'localStorage', { get: getter }));
  return items;
}

describe('a store', () => {
  test('is the browser’s storage', () => {
    const items = stubStorage({});
    const store = openStore('localStorage');
    store.write('a', '1');
    expect(items.get('a')).toBe('1');
    items.set('a', '2');
    expect([store.read('a'), store.read('b')]).toEqual(['2', null]);
  });

  for (const failure of [{ full: true }, { denied: true }]) {
    test(`lasts as long as the document when storage is ${Object.keys(failure)}`, () => {
      stubStorage(failure);
      const store = openStore('localStorage');
      expect(store.read('a')).toBeNull();
      store.write('a', '1');
      expect([store.read('a'), openStore('localStorage').read('a')]).toEqual(['1', null]);
    });
  }

  test('removes what it wrote, wherever that is', () => {
    const items = stubStorage({});
    items.set('a', '1');
    openStore('localStorage').remove('a');
    expect(items.has('a')).toBe(false);
    for (const failure of [{ full: true }, { denied: true }]) {
      stubStorage(failure);
      const store = openStore('localStorage');
      store.write('a', '1');
      store.remove('a');
      expect(store.read('a')).toBeNull();
    }
  });

  test('gives objects, and nothing for anything else', () => {
    const items = stubStorage({});
    const store = openStore('localStorage');
    const found = ['{"a":1}', '5', 'null', '"x"', '{', ''].map((text) => {
      items.set('o', text);
      return readObject(store, 'o');
    });
    expect(found).toEqual([{ a: 1 }, undefined, undefined, undefined, undefined, undefined]);
  });
});

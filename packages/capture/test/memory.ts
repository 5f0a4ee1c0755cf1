import type { Line } from '../src/delivery/batch.ts';
import type { Change, Key, Part, Prefix, Shelf } from '../src/delivery/shelf.ts';
import type { Store } from '../src/host/store.ts';
import type { Stream } from '../src/session/stream.ts';

/** A store as a browser keeps it, and a copy of it as a browser makes one for a duplicated tab. */
export interface MemoryStore extends Store {
  copy(): MemoryStore;
  clear(): void;
}

export function memoryStore(entries: Iterable<[string, string]> = []): MemoryStore {
  const map = new Map(entries);
  return {
    read: (name) => map.get(name) ?? null,
    write: (name, value) => void map.set(name, value),
    remove: (name) => void map.delete(name),
    copy: () => memoryStore(map),
    clear: () => map.clear(),
  };
}

/** A stream at its beginning. */
export function someStream(tab = 'tab-0123456789abcdef'): Stream {
  const session = 'session-0123456789abcdef';
  return { session, secret: 'secret-0123456789abcdef', tab, seq: 0, dropped: 0, faults: 0, errors: 0, notes: 0 };
}

/** An incremental event as a line; `more` for another type, stream or page. */
export function line(text: string, more: Partial<Line> = {}): Line {
  return { text, type: 3, at: 1, stream: someStream(), page: 'page-0123456789abcdef', ...more };
}

/** A shelf as IndexedDB keeps it, for tests that crash more often than a browser starts. `fails`: the disk is full. */
export interface MemoryShelf extends Shelf {
  readonly parts: Map<string, Part>;
  fails: boolean;
  writes: number;
}

export function memoryShelf(): MemoryShelf {
  const parts = new Map<string, Part>();
  const begins = (key: Key, prefix: Prefix): boolean => prefix.every((one, index) => one === key[index]);
  const keys = (): Key[] => [...parts.keys()].map((key) => JSON.parse(key) as Key).sort(compare);
  return {
    parts,
    fails: false,
    writes: 0,
    isOpen: true,
    change(changes: readonly Change[]) {
      if (this.fails) return Promise.resolve(false);
      this.writes++;
      for (const change of changes) {
        if ('put' in change) parts.set(JSON.stringify(change.put), change.part);
        else for (const key of keys()) if (begins(key, change.remove)) parts.delete(JSON.stringify(key));
      }
      return Promise.resolve(true);
    },
    async next(prefix = []) {
      return keys().find((key) => prefix.length === 0 || (compare(key, prefix) > 0 && !begins(key, prefix)));
    },
    async read(prefix) {
      return keys().flatMap((key) => (begins(key, prefix) ? (parts.get(JSON.stringify(key)) ?? []) : []));
    },
    use: async () => undefined,
    close() {},
  };
}

function compare(a: readonly (string | number)[], b: readonly (string | number | undefined)[]): number {
  for (const [index, one] of a.entries()) {
    const other = b[index];
    if (other === undefined) return 1;
    if (one !== other) return one < other ? -1 : 1;
  }
  return 0;
}

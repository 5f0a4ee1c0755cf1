import type { Line } from '../src/delivery/queue.ts';
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
  return { text, type: 3, stream: someStream(), page: 'page-0123456789abcdef', ...more };
}

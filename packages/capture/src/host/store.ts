import { attempt } from './guard.ts';

/** Strings by name. Never throws: where the browser denies storage, it lasts as long as the document. */
export interface Store {
  read(name: string): string | null;
  write(name: string, value: string): void;
  remove(name: string): void;
}

/** A store over localStorage (shared by tabs) or sessionStorage (this tab), in memory where that is denied or full. */
export function openStore(area: 'localStorage' | 'sessionStorage'): Store {
  const memory = new Map<string, string>();
  return {
    read(name) {
      try {
        // The getter itself throws in a sandboxed frame and when cookies are blocked.
        return memory.get(name) ?? window[area].getItem(name);
      } catch {
        return null;
      }
    },
    write(name, value) {
      try {
        window[area].setItem(name, value);
        memory.delete(name);
      } catch {
        memory.set(name, value);
      }
    },
    remove(name) {
      memory.delete(name);
      attempt(() => window[area].removeItem(name), undefined);
    },
  };
}

/** The object stored under a name, undefined when there is none or it is not ours any more. */
export function readObject(store: Store, name: string): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(store.read(name) ?? 'null');
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

import { type Client, StoreError } from '@falter/store';

/** How a store behaves right now. `loses-answers`: what it is told is done, and the answer does not arrive. */
export type Mood = 'well' | 'away' | 'hangs' | 'loses-answers';

/** A real store whose connection a test can cut, stop, or let swallow answers. */
export interface FaultyStore extends Client {
  mood: Mood;
  /** Tables of the inserts that reached the store. */
  inserts: string[];
  /** So many of the next inserts into these tables fail, and nothing of them is done. */
  failing: Map<string, number>;
}

export function faultyStore(real: Client): FaultyStore {
  const gone = () => new StoreError('unavailable', 'cut by a test');
  async function pass<T>(call: () => Promise<T>): Promise<T> {
    if (store.mood === 'away') throw gone();
    // Until the mood changes: as a question does whose connection is open and whose server stands still.
    while (store.mood === 'hangs') await new Promise((resolve) => setTimeout(resolve, 5));
    const answer = await call();
    if (store.mood === 'loses-answers') throw gone();
    return answer;
  }
  const store: FaultyStore = {
    mood: 'well',
    inserts: [],
    failing: new Map(),
    rows: (sql, params) => pass(() => real.rows(sql, params)),
    text: (sql, params) => pass(() => real.text(sql, params)),
    command: (sql, params) => pass(() => real.command(sql, params)),
    insert: (table, rows, settings) =>
      pass(() => {
        const left = store.failing.get(table) ?? 0;
        store.failing.set(table, left - 1);
        if (left > 0) throw gone();
        store.inserts.push(table);
        return real.insert(table, rows, settings);
      }),
    close: () => real.close(),
  };
  return store;
}

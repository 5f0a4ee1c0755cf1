import { AGE, type Shelf } from './shelf.ts';

/** Removes from the device what is too old (`oldest` in epoch milliseconds) or too much, the oldest first. Never rejects. */
export async function prune(shelf: Shelf, oldest: number, maxSize: number): Promise<void> {
  let size = 0;
  const stale: IDBValidKey[] = [];
  const find = (store: IDBObjectStore): undefined => {
    const request = store.index(AGE).openKeyCursor(null, 'prev');
    request.onsuccess = () => {
      const cursor = request.result;
      if (!cursor) return;
      const [at, own] = cursor.key as [number, number];
      size += own;
      if (at < oldest || size > maxSize) stale.push(cursor.primaryKey);
      cursor.continue();
    };
  };
  const remove = (store: IDBObjectStore): undefined => {
    for (const key of stale) store.delete(key);
  };
  try {
    await shelf.use('readonly', find);
    if (stale.length > 0) await shelf.use('readwrite', remove);
  } catch {
    // The next visit tries again.
  }
}

/** Where a part of a batch stands. A prefix of it names all parts of a batch, or all batches of a stream. */
export type Key = [session: string, tab: string, seq: number, part: number];
export type Prefix = [session?: string, tab?: string, seq?: number, part?: number];

/** Some events of a batch, and what its envelope says. */
export interface Part {
  secret: string;
  page: string;
  release: string;
  dropped: number;
  faults: number;
  assets?: readonly string[] | undefined;
  /** Lines of JSON, or all of the batch gzipped. */
  events: string | Uint8Array;
  /** Page clock, epoch milliseconds. */
  at: number;
  /** UTF-16 units or bytes of `events`. */
  size: number;
}

export type Change = { remove: Prefix } | { put: Key; part: Part };

/** What survives the page: an ordered table of parts in IndexedDB. Nothing of it throws, and only `use` rejects. */
export interface Shelf {
  /** A change is made even if the page goes now. */
  readonly isOpen: boolean;
  /** All of it or nothing; false where it could not be done. In the order of the calls. */
  change(changes: readonly Change[]): Promise<boolean>;
  /** The first key behind `prefix` and all that begins with it; behind nothing: the first of all. */
  next(prefix?: Prefix): Promise<Key | undefined>;
  read(prefix: Prefix): Promise<Part[]>;
  /** One transaction over the table, and what its request gives. Rejects where it could not be done. */
  use<T>(mode: IDBTransactionMode, act: (store: IDBObjectStore) => IDBRequest<T> | undefined): Promise<T | undefined>;
  /** Until the next call: an open connection may keep a page out of the back/forward cache. */
  close(): void;
}

const STORE = 'parts';
/** Index over `at` and `size`. */
export const AGE = 'age';

/** Arrays sort behind texts and numbers, so nothing that begins with `prefix` is behind this. */
const end = (prefix: Prefix): IDBValidKey => [...prefix, []] as IDBValidKey;
const range = (prefix: Prefix): IDBKeyRange => IDBKeyRange.bound(prefix, end(prefix));

export function openShelf(name: string): Shelf {
  let opening: Promise<IDBDatabase> | undefined;
  let open: IDBDatabase | undefined;

  function close(): void {
    open?.close();
    open = opening = undefined;
  }

  function connect(): Promise<IDBDatabase> {
    opening ??= new Promise((resolve, reject) => {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => {
        request.result.createObjectStore(STORE).createIndex(AGE, ['at', 'size']);
      };
      request.onerror = reject;
      request.onsuccess = () => {
        open = request.result;
        // Somebody withdrew consent: whoever holds on keeps what must go.
        open.onversionchange = close;
        open.onclose = close;
        resolve(open);
      };
    });
    return opening;
  }

  /** `use` runs at once where the database is open: a page that goes has no later. */
  async function run<T>(
    mode: IDBTransactionMode,
    use: (store: IDBObjectStore) => IDBRequest<T> | undefined,
  ): Promise<T | undefined> {
    const db = open ?? (await connect());
    const transaction = db.transaction(STORE, mode, { durability: 'relaxed' });
    const request = use(transaction.objectStore(STORE));
    if (mode === 'readwrite') transaction.commit?.();
    return new Promise((resolve, reject) => {
      transaction.oncomplete = () => resolve(request?.result);
      transaction.onabort = reject;
    });
  }

  return {
    get isOpen() {
      return open !== undefined;
    },
    change: (changes) =>
      run('readwrite', (store) => {
        for (const change of changes) {
          if ('put' in change) store.put(change.part, change.put);
          else store.delete(range(change.remove));
        }
        return undefined;
      }).then(
        () => true,
        () => false,
      ),
    next: (prefix) =>
      run('readonly', (store) => store.openKeyCursor(prefix && IDBKeyRange.lowerBound(end(prefix), true))).then(
        (cursor) => cursor?.key as Key | undefined,
        () => undefined,
      ),
    read: (prefix) =>
      run('readonly', (store) => store.getAll(range(prefix))).then(
        (parts) => (parts ?? []) as Part[],
        () => [],
      ),
    use: run,
    close,
  };
}

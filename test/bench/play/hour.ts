import { gzipSync } from 'node:zlib';
import type { Envelope, RecordedEvent } from '@falter/wire';
import { WRITE_KEY } from '../../falter-process.ts';

export const HOUR_MS = 3_600_000;

/** As the snippet does: a snapshot every five minutes, a batch every three seconds. */
const SNAPSHOT_EVERY_S = 300;
const BATCH_S = 3;

/** Products on the page, and entries of its list of news that come and go. */
const PRODUCTS = 700;
const NEWS = 60;

const WORDS = 'oolong sencha lapsang jasmine tide kettle harbour leaf steam autumn first flush roasted'.split(' ');

/** Numbers that are the same in each run. */
function numbers(): (below: number) => number {
  let state = 7;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state % below;
  };
}

interface Node {
  type: number;
  id: number;
  [name: string]: unknown;
}

/**
 * An hour of one page of a shop, some 50 MB, event by event as rrweb writes them: a page of six thousand nodes whose news come and go, whose prices
 * change, on which somebody moves, scrolls and clicks. The same in each run, so that figures of two days can be compared.
 */
export function* hour(startedAt: number): Generator<RecordedEvent> {
  const page = new ShopPage(numbers());
  for (let second = 0; second < HOUR_MS / 1_000; second++) {
    const at = startedAt + second * 1_000;
    if (second % SNAPSHOT_EVERY_S === 0) yield* page.snapshot(at);
    yield* page.second(at, second);
  }
}

class ShopPage {
  readonly #random: (below: number) => number;
  readonly #products: Node[];
  readonly #prices: number[] = [];
  #news: Node[] = [];
  #lastId = 10;

  constructor(random: (below: number) => number) {
    this.#random = random;
    this.#products = Array.from({ length: PRODUCTS }, () => this.#product());
    for (let n = 0; n < NEWS; n++) this.#news.push(this.#entry());
  }

  *snapshot(at: number): Generator<RecordedEvent> {
    yield { type: 4, timestamp: at, data: { href: 'https://shop.example/teas', width: 1280, height: 800 } };
    const css = Array.from(
      { length: 900 },
      (_, n) => `.c${n} { padding: ${n % 9}px; color: rgb(${n % 200}, 60, 80) }`,
    ).join('\n');
    const head = element(3, 'head', {}, [element(4, 'style', { _cssText: css }, [])]);
    const body = element(5, 'body', {}, [
      element(6, 'ul', {}, [...this.#news]),
      element(7, 'main', {}, this.#products),
    ]);
    const node = { type: 0, id: 1, childNodes: [element(2, 'html', {}, [head, body])] };
    yield { type: 2, timestamp: at + 5, data: { node, initialOffset: { left: 0, top: 0 } } };
  }

  *second(at: number, second: number): Generator<RecordedEvent> {
    yield change(at + 100, this.#newNews(12));
    yield change(at + 400, {
      texts: this.#prices.slice(-40).map((id) => ({ id, value: `€ ${this.#random(9_000) / 100}` })),
    });
    for (const offset of [450, 950])
      yield { type: 3, timestamp: at + offset, data: { source: 1, positions: this.#way() } };
    if (second % 3 === 0)
      yield { type: 3, timestamp: at + 500, data: { source: 3, id: 1, x: 0, y: this.#random(9_000) } };
    if (second % 10 === 0) yield { type: 3, timestamp: at + 600, data: { source: 2, type: 2, id: 7, x: 400, y: 300 } };
    yield change(at + 700, {
      attributes: this.#products
        .slice(second % 600, (second % 600) + 30)
        .map(({ id }) => ({ id, attributes: { class: `c${this.#random(900)}` } })),
    });
    yield change(at + 800, this.#newNews(12));
  }

  /** The oldest entries go, as many new ones come. */
  #newNews(count: number): object {
    const gone = this.#news.splice(0, count);
    const added = Array.from({ length: count }, () => this.#entry());
    this.#news.push(...added);
    return {
      removes: gone.map(({ id }) => ({ parentId: 6, id })),
      // rrweb tells of each node by itself, and of what is below it after it.
      adds: added.flatMap(({ childNodes, ...entry }) => [
        { parentId: 6, nextId: null, node: { ...entry, childNodes: [] } },
        ...(childNodes as Node[]).map((node) => ({ parentId: entry.id, nextId: null, node })),
      ]),
    };
  }

  #entry(): Node {
    const text = Array.from({ length: 40 }, () => WORDS[this.#random(WORDS.length)]).join(' ');
    return element(++this.#lastId, 'li', { class: `c${this.#random(900)}` }, [this.#text(text)]);
  }

  #product(): Node {
    const price = this.#text('€ 12.00');
    this.#prices.push(price.id);
    const name = element(++this.#lastId, 'h3', {}, [this.#text(`${WORDS[this.#random(WORDS.length)]} tea`)]);
    const paid = element(++this.#lastId, 'p', {}, [price]);
    const button = element(++this.#lastId, 'button', { class: 'c7' }, [this.#text('Add to basket')]);
    return element(++this.#lastId, 'article', { class: `c${this.#random(900)}` }, [name, paid, button]);
  }

  #text(textContent: string): Node {
    return { type: 3, id: ++this.#lastId, textContent };
  }

  #way(): object[] {
    return Array.from({ length: 10 }, (_, n) => ({
      x: this.#random(1_280),
      y: this.#random(800),
      id: 7,
      timeOffset: (n - 9) * 50,
    }));
  }
}

function element(id: number, tagName: string, attributes: object, childNodes: Node[]): Node {
  return { type: 2, id, tagName, attributes, childNodes };
}

function change(timestamp: number, part: object): RecordedEvent {
  return { type: 3, timestamp, data: { source: 0, texts: [], attributes: [], removes: [], adds: [], ...part } };
}

/** What was stored. */
export interface StoredHour {
  session: string;
  bytes: number;
}

/** Sends the hour to a Falter, batch by batch, as a page would have. */
export async function sendHour(url: string): Promise<StoredHour> {
  const startedAt = Date.now() - HOUR_MS - 60_000;
  const session = `bench-hour-${Math.random().toString(36).slice(2).padEnd(10, '0')}`;
  const common = {
    v: 1,
    key: WRITE_KEY,
    session,
    secret: `secret-${session}`,
    tab: 'tab-of-the-hour-1',
    page: 'page-of-the-hour',
  } as const;
  let bytes = 0;
  for (const [seq, events] of batchesOf(startedAt).entries()) {
    const lines = events.map((event) => JSON.stringify(event)).join('\n');
    bytes += lines.length;
    const envelope: Envelope = {
      ...common,
      seq,
      sentAt: events.at(-1)?.timestamp ?? startedAt,
      release: '1',
      counters: { dropped: 0, faults: 0 },
    };
    const body = Buffer.concat([Buffer.from(`${JSON.stringify(envelope)}\n`), gzipSync(lines, { level: 1 })]);
    const headers = { 'content-type': 'text/plain', origin: 'http://localhost' };
    const answer = await fetch(`${url}/v1/batch`, { method: 'POST', body, headers });
    if (!answer.ok)
      throw new Error(`[bench] batch ${seq} of the hour was refused: ${answer.status} ${await answer.text()}`);
  }
  return { session, bytes };
}

function batchesOf(startedAt: number): RecordedEvent[][] {
  const batches: RecordedEvent[][] = [];
  for (const event of hour(startedAt)) {
    const number = Math.floor((event.timestamp - startedAt) / (BATCH_S * 1_000));
    const batch = batches[number] ?? [];
    batch.push(event);
    batches[number] = batch;
  }
  return batches;
}

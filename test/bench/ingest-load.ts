import { Agent, request } from 'node:http';
import { type Envelope, frame, gzip, type RecordedEvent, writeEventLines } from '@falter/wire';

export const KEY = 'bench-key';
export const ORIGIN = 'http://127.0.0.1:9999';

/** Batches that one visit sends before the next one begins. */
const BATCHES_A_VISIT = 20;
/** Different bodies, so that no cache of the engine or of zlib lives on one. */
const BODIES = 64;

/** Event lines of some seconds on a page, gzipped as the snippet sends them: ~16 kB inflated. */
export async function makeBodies(): Promise<Uint8Array[]> {
  return Promise.all(makeLines().map(gzip));
}

/** The same before gzip. */
export function makeLines(): Buffer[] {
  return Array.from({ length: BODIES }, (_, seed) => Buffer.from(writeEventLines(eventsOf(seed))));
}

/** Pointer ways, mutations and clicks in the usual proportions; deterministic. */
function eventsOf(seed: number): RecordedEvent[] {
  let state = seed + 1;
  const random = (below: number) => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.floor((state / 2_147_483_648) * below);
  };
  return Array.from({ length: 40 }, (_, n) => {
    const timestamp = 1_800_000_000_000 + seed * 5_000 + n * 100;
    const point = (at: number) => ({ x: random(1280), y: random(720), id: random(900), timeOffset: -50 * at });
    if (n % 3 === 0) return { type: 3, timestamp, data: { source: 1, positions: [0, 1, 2, 3, 4, 5, 6].map(point) } };
    if (n % 10 === 1) return { type: 3, timestamp, data: { source: 2, type: 2, id: random(900), x: 10, y: 20 } };
    const attributes = [
      { id: random(900), attributes: { class: `row is-${random(4)}`, 'data-n': `${random(99_999)}` } },
    ];
    const texts = [{ id: random(900), value: `Order ${random(1_000_000)} is ready in ${random(60)} minutes` }];
    const node = { type: 2, tagName: 'li', id: random(9_000), attributes: { class: 'item' }, childNodes: [] };
    const adds = [{ parentId: random(900), nextId: null, node }];
    return { type: 3, timestamp, data: { source: 0, texts, attributes, removes: [], adds } };
  });
}

/** Visitors that send batch after batch to one server over connections that stay open. */
export class Visitors {
  readonly #url: URL;
  readonly #bodies: readonly Uint8Array[];
  readonly #agent: Agent = new Agent({ keepAlive: true, maxSockets: 256 });
  readonly #run: string = Math.random().toString(36).slice(2, 10);
  #sent = 0;

  constructor(url: string, bodies: readonly Uint8Array[]) {
    this.#url = new URL('/v1/batch', url);
    this.#bodies = bodies;
  }

  /** Batches acknowledged a second while `visitors` send as fast as they are answered, for `ms`. */
  async throughput(visitors: number, ms: number): Promise<number> {
    const started = performance.now();
    let acknowledged = 0;
    const visit = async () => {
      while (performance.now() - started < ms) {
        await this.#send();
        acknowledged++;
      }
    };
    await Promise.all(Array.from({ length: visitors }, visit));
    return (acknowledged / (performance.now() - started)) * 1000;
  }

  /**
   * Milliseconds from when a batch was due to its acknowledgement, at `perSecond` for `ms`: batches are due by the clock whether or not
   * the ones before are answered, so that a stall shows in all that it delays.
   */
  async latencies(perSecond: number, ms: number): Promise<number[]> {
    const started = performance.now();
    const answers: Promise<number>[] = [];
    const total = Math.floor((perSecond * ms) / 1000);
    while (answers.length < total) {
      const due = Math.min(total, Math.ceil(((performance.now() - started) / 1000) * perSecond));
      while (answers.length < due) {
        const dueAt = started + (answers.length / perSecond) * 1000;
        answers.push(this.#send().then(() => performance.now() - dueAt));
      }
      await new Promise((resolve) => setTimeout(resolve, 1));
    }
    return Promise.all(answers);
  }

  #send(): Promise<void> {
    const number = this.#sent++;
    const visit = `bench-${this.#run}-${Math.floor(number / BATCHES_A_VISIT)}`;
    const envelope: Envelope = {
      ...{ v: 1, key: KEY, session: visit, secret: `${visit}-secret`, tab: `${visit}-tab`, page: `${visit}-page` },
      ...{ seq: number % BATCHES_A_VISIT, sentAt: Date.now(), release: '', counters: { dropped: 0, faults: 0 } },
    };
    const body = frame(envelope, this.#bodies[number % this.#bodies.length] ?? new Uint8Array());
    return new Promise((resolve, reject) => {
      const headers = { origin: ORIGIN, 'content-type': 'text/plain', 'content-length': body.length };
      const sending = request(this.#url, { method: 'POST', agent: this.#agent, headers }, (answer) => {
        answer.resume().on('end', () => {
          if (answer.statusCode === 200) resolve();
          else reject(new Error(`a batch was answered ${answer.statusCode}`));
        });
      });
      sending.on('error', reject).end(body);
    });
  }

  close(): void {
    this.#agent.destroy();
  }
}

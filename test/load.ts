import { type Envelope, frame, gzip, type RecordedEvent, writeEventLines } from '@falter/wire';
import { WRITE_KEY } from './falter-process.ts';

const ORIGIN = 'http://127.0.0.1:9999';
const EVENTS = 20;

/** Pages that send batches, one after another each, as fast as they are answered, and remember what was acknowledged. */
export class Load {
  readonly #url: string;
  readonly #senders: Sender[];
  #running: Promise<void>[] = [];
  stopped = false;

  constructor(url: string, senders: number) {
    this.#url = url;
    const run = Math.random().toString(36).slice(2, 10);
    this.#senders = Array.from({ length: senders }, (_, n) => new Sender(`load-${run}-session-${n}`));
  }

  /** Batches sent and not answered right now. */
  get inFlight(): number {
    return this.#senders.filter(({ waiting }) => waiting).length;
  }

  get acknowledged(): number {
    return this.#senders.reduce((sum, { next }) => sum + next, 0);
  }

  /** Sends until `stop`. A batch without a good answer is sent again, unchanged, as the snippet does. */
  start(): void {
    this.stopped = false;
    this.#running = this.#senders.map(async (sender) => {
      while (!this.stopped) {
        if (!(await sender.send(this.#url))) await new Promise((resolve) => setTimeout(resolve, 50));
      }
    });
  }

  async stop(): Promise<void> {
    this.stopped = true;
    await Promise.all(this.#running);
  }

  /** Sends again what was in flight, until every sender has an answer. */
  async settle(): Promise<void> {
    const deadline = performance.now() + 30_000;
    for (const sender of this.#senders) {
      while (!(await sender.send(this.#url))) {
        if (performance.now() > deadline) throw new Error('the collector does not take batches again');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  /** What is wrong with what is stored: events lost, doubled or changed. Empty when every acknowledged batch is there, once. */
  async check(read: (session: string) => Promise<string>): Promise<string[]> {
    const wrong: string[] = [];
    for (const { session, next } of this.#senders) {
      const stored = (await read(session)).trimEnd();
      const expected = Array.from({ length: next }, (_, seq) => writeEventLines(eventsOf(session, seq))).join('\n');
      if (stored !== expected) {
        wrong.push(`${session}: ${stored.split('\n').length} events stored, ${next * EVENTS} acknowledged`);
      }
    }
    return wrong;
  }
}

class Sender {
  readonly session: string;
  /** Sequence number of the batch that is not acknowledged yet: all below it are. */
  next = 0;
  waiting = false;

  constructor(session: string) {
    this.session = session;
  }

  /** Whether the batch was acknowledged; then the next one is due. */
  async send(url: string): Promise<boolean> {
    const lines = new TextEncoder().encode(writeEventLines(eventsOf(this.session, this.next)));
    const body = frame(envelopeOf(this.session, this.next), await gzip(lines));
    this.waiting = true;
    try {
      const init = { method: 'POST', body: body as BodyInit, headers: { origin: ORIGIN } };
      const answer = await fetch(`${url}/v1/batch`, init);
      await answer.arrayBuffer();
      if (answer.ok) this.next++;
      else if (answer.status !== 503) throw new Error(`batch refused with ${answer.status}`);
      return answer.ok;
    } catch (cause) {
      if (cause instanceof TypeError) return false;
      throw cause;
    } finally {
      this.waiting = false;
    }
  }
}

function envelopeOf(session: string, seq: number): Envelope {
  const counters = { dropped: 0, faults: 0 };
  const ids = { session, secret: `${session}-secret`, tab: `${session}-tab`, page: `${session}-page` };
  return { v: 1, key: WRITE_KEY, ...ids, seq, sentAt: 1_800_000_000_000 + seq, release: '', counters };
}

function eventsOf(session: string, seq: number): RecordedEvent[] {
  return Array.from({ length: EVENTS }, (_, n) => ({
    type: 5,
    timestamp: 1_800_000_000_000 + seq * 1000 + n,
    data: { tag: 'load', payload: { session, seq, n, text: 'x'.repeat(200) } },
  }));
}

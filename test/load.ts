import { type Envelope, frame, gzip, type RecordedEvent, writeEventLines } from '@falter/wire';
import { WRITE_KEY } from './falter-process.ts';

export const LOAD_ORIGIN = 'http://127.0.0.1:9999';
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
    const deadline = performance.now() + 60_000;
    for (const sender of this.#senders) {
      while (!(await sender.send(this.#url))) {
        if (performance.now() > deadline) throw new Error('the collector does not take batches again');
        await new Promise((resolve) => setTimeout(resolve, 100));
      }
    }
  }

  get sessions(): string[] {
    return this.#senders.map(({ session }) => session);
  }

  /** Sends each of so many batches of every session so many times, all at once and in any order. Counts the answers. */
  async sendShuffled({ batches, times }: { batches: number; times: number }): Promise<Record<string, number>> {
    const sends = this.#senders.flatMap((sender) =>
      Array.from({ length: batches * times }, (_, n) => ({ sender, seq: n % batches, at: Math.random() })),
    );
    const counts: Record<string, number> = {};
    await Promise.all(
      sends
        .toSorted((a, b) => a.at - b.at)
        .map(async ({ sender, seq }) => {
          const answer = await post(this.#url, sender.session, seq);
          const { stored = `${answer.status}` } = (await answer.json()) as { stored?: string };
          counts[stored] = (counts[stored] ?? 0) + 1;
        }),
    );
    for (const sender of this.#senders) sender.next = batches;
    return counts;
  }

  /** What is wrong with what is stored: events lost, doubled or changed. Empty when every acknowledged batch is there, once. */
  async check(read: (session: string) => Promise<string>): Promise<string[]> {
    const { lost, doubled, partial, acknowledged } = await this.audit(read);
    if (lost + doubled + partial === 0) return [];
    return [
      `of ${acknowledged} acknowledged batches ${lost} are lost or changed, ${doubled} doubled, ${partial} partial`,
    ];
  }

  /** Counts batches by what became of them. One that was never acknowledged may be there or not, but not in part. */
  async audit(read: (session: string) => Promise<string>): Promise<Audit> {
    const audit = { acknowledged: 0, lost: 0, doubled: 0, partial: 0 };
    for (const { session, next } of this.#senders) {
      const stored = linesBySeq(await read(session));
      audit.acknowledged += next;
      for (let seq = 0; seq < next; seq++) {
        const lines = stored.get(seq) ?? [];
        const expected = eventsOf(session, seq).map((event) => JSON.stringify(event));
        if (lines.length > EVENTS) audit.doubled++;
        else if (lines.length > 0 && lines.length < EVENTS) audit.partial++;
        else if (lines.join('\n') !== expected.join('\n')) audit.lost++;
      }
      const inFlight = [...stored].filter(([seq]) => seq >= next);
      audit.partial += inFlight.filter(([, lines]) => lines.length < EVENTS).length;
      audit.doubled += inFlight.filter(([, lines]) => lines.length > EVENTS).length;
    }
    return audit;
  }
}

/** Batches by what became of them. */
export interface Audit {
  acknowledged: number;
  /** Acknowledged, and not there byte for byte. */
  lost: number;
  doubled: number;
  partial: number;
}

/** Event lines of a session as they were read, by the sequence number that each carries. */
function linesBySeq(text: string): Map<number, string[]> {
  const lines = text.split('\n').filter((line) => line !== '');
  const seqOf = (line: string) => (JSON.parse(line) as { data: { payload: { seq: number } } }).data.payload.seq;
  return Map.groupBy(lines, seqOf);
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
    this.waiting = true;
    try {
      const answer = await post(url, this.session, this.next);
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

async function post(url: string, session: string, seq: number): Promise<Response> {
  const lines = new TextEncoder().encode(writeEventLines(eventsOf(session, seq)));
  const body = frame(envelopeOf(session, seq), await gzip(lines));
  return fetch(`${url}/v1/batch`, { method: 'POST', body: body as BodyInit, headers: { origin: LOAD_ORIGIN } });
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

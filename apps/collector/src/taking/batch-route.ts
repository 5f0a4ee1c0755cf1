import type { RequestListener, ServerResponse } from 'node:http';
import { StoreError } from '@falter/store';
import { type BatchAnswer, WireError } from '@falter/wire';
import type { Log } from '../complaints.ts';
import { countBatch } from '../counting/count-intake.ts';
import type { Intake } from '../counting/intake.ts';
import type { Metrics } from '../counting/metrics.ts';
import type { ProjectList } from '../projects/project-list.ts';
import { Declined } from './declined.ts';
import { endsSoon, type HeaderOf, type Incoming, ofMessage } from './incoming.ts';
import type { Ingest } from './ingest.ts';
import type { RetryAfter } from './retry-after.ts';

/** What a batch is answered. */
export interface Answer {
  status: number;
  headers: Record<string, string>;
  /** JSON; '' for none. */
  body: string;
}

/** Takes a batch in, whatever it is. Never rejects. */
export type TakeBatch = (incoming: Incoming) => Promise<Answer>;

interface Parts {
  ingest: Ingest;
  metrics: Metrics;
  intake: Intake;
  projects: ProjectList;
  log: Log;
  retryAfter: RetryAfter;
}

/** Seconds after which one of too many new sessions should try again. */
const CROWD_RETRY_AFTER_S = 60;

/** A page may read the answer, whoever it is: it holds nothing that the page did not send. Credentials are never allowed. */
const HEADERS = {
  'content-type': 'application/json',
  'access-control-allow-origin': '*',
  'cache-control': 'no-store',
};

/** POST /v1/batch: taken or refused by name, and counted once. */
export function batchRoute(parts: Parts): TakeBatch {
  return async (incoming) => {
    const { header } = incoming;
    const began = performance.now();
    let key = '';
    const onKey = (named: string) => {
      key = named;
    };
    try {
      refuseEncoded(header);
      const { stored, events, bytes, rejected, need } = await parts.ingest.accept(incoming, { onKey });
      parts.metrics.batch(stored);
      if (stored === 'new') parts.metrics.stored(events, bytes);
      parts.metrics.rejected(rejected?.length ?? 0);
      if (need) parts.metrics.assetsAsked(need.length);
      countBatch(parts, { header, key, began, stored });
      // What was left out may be what the following events build on.
      const answer: BatchAnswer = {
        ...{ stored, ...(rejected && { rejected, directives: { snapshot: true } }) },
        ...(need && { need }),
      };
      return { status: 200, headers: HEADERS, body: JSON.stringify(answer) };
    } catch (error) {
      incoming.discard();
      countBatch(parts, { header, key, began, error });
      return refusalOf(error, { ...parts, header });
    }
  };
}

/** What POST /v1/batch costs beside its work, it costs for each batch: so it goes past the router, and all else to `others`. */
export function batchListener(take: TakeBatch, others: RequestListener): RequestListener {
  return (message, response) => {
    if (message.method !== 'POST' || message.url !== '/v1/batch') return others(message, response);
    void take(ofMessage(message)).then((answer) => send(answer, response));
  };
}

function send({ status, headers, body }: Answer, response: ServerResponse): void {
  if (body === '') response.writeHead(status, headers).end();
  else response.writeHead(status, { ...headers, 'content-length': Buffer.byteLength(body) }).end(body);
}

function refuseEncoded(header: HeaderOf): void {
  if ((header('content-encoding') ?? 'identity').trim().toLowerCase() === 'identity') return;
  throw new WireError(
    'unsupported_encoding',
    'Content-Encoding is not accepted. The first bytes tell gzip from plain.',
  );
}

type Refusing = Pick<Parts, 'metrics' | 'log' | 'retryAfter'> & { header: HeaderOf };

/** A refusal by name, or 503 while the store is away; a fault of ours is 500 and says nothing of its inside. */
function refusalOf(error: unknown, parts: Refusing): Answer {
  const { metrics, log, header } = parts;
  if (error instanceof StoreError) {
    log('a batch could not be stored', error);
    const away = 'the store does not answer. Keep the batch and send it again.';
    return refusalOf(new WireError('store_unavailable', away), parts);
  }
  if (error instanceof WireError) {
    metrics.batch(error.name);
    return refusal(error, later(error, parts));
  }
  if (error instanceof Declined) {
    metrics.batch('declined');
    const headers = { ...HEADERS, ...(endsSoon(header) ? {} : CLOSE) };
    return error.stop
      ? { status: 200, headers, body: JSON.stringify({ directives: { stop: true } }) }
      : { status: 204, headers, body: '' };
  }
  metrics.batch('failed');
  log('a batch failed', error);
  const message = 'This is a fault of the collector; see its log.';
  return { status: 500, headers: HEADERS, body: JSON.stringify({ error: 'failed', message }) };
}

const CLOSE = { connection: 'close' };

function refusal({ status, name, message }: WireError, more: Record<string, string>): Answer {
  const headers = { ...HEADERS, 'access-control-expose-headers': 'Retry-After', ...more };
  return { status, headers, body: JSON.stringify({ error: name, message }) };
}

/** When to come back, or that the connection ends: what was refused may not have been read to its end. */
function later({ status }: WireError, { retryAfter, header }: Refusing): Record<string, string> {
  if (status === 503) return { 'retry-after': String(retryAfter.seconds()) };
  if (status === 429) return { 'retry-after': String(CROWD_RETRY_AFTER_S) };
  return status === 408 || !endsSoon(header) ? CLOSE : {};
}

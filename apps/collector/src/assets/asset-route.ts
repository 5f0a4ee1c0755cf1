import { StoreError } from '@falter/store';
import { type AssetAnswer, WireError } from '@falter/wire';
import { type Context, Hono } from 'hono';
import type { Log } from '../complaints.ts';
import type { Metrics } from '../counting/metrics.ts';
import { Declined } from '../taking/declined.ts';
import { endsSoon, type Incoming, incomingOf } from '../taking/incoming.ts';
import type { RetryAfter } from '../taking/retry-after.ts';
import type { AssetIntake } from './asset-intake.ts';

export interface AssetParts {
  intake: AssetIntake;
  metrics: Metrics;
  retryAfter: RetryAfter;
  log: Log;
}

/** POST /v1/asset: what an answer to a batch asked for, taken or refused by name, and counted once. As /v1/batch it needs no preflight. */
export function assetRoute(parts: AssetParts): Hono {
  const app = new Hono();
  app.post('/v1/asset', async (context) => {
    context.header('access-control-allow-origin', '*');
    context.header('access-control-expose-headers', 'Retry-After');
    context.header('cache-control', 'no-store');
    return takeAsset(context, incomingOf(context), parts);
  });
  app.options('/v1/asset', (context) => context.body(null, 405, { allow: 'POST' }));
  return app;
}

/** The answer to an asset, of a page or (then `project` is given) of an import. */
export async function takeAsset(
  context: Context,
  incoming: Incoming,
  { intake, metrics, retryAfter, log, ...of }: AssetParts & { project?: string },
): Promise<Response> {
  try {
    const { stored, bytes } = await intake.take(incoming, of);
    metrics.asset(stored, bytes);
    // Of what is there already nothing was read.
    if (stored === 'duplicate') leave(context, incoming);
    return context.json({ stored } satisfies AssetAnswer);
  } catch (error) {
    leave(context, incoming);
    if (error instanceof Declined) {
      metrics.asset('declined');
      return context.body(null, 204);
    }
    const refusal = asRefusal(error, log);
    metrics.asset(refusal?.name ?? 'failed');
    if (!refusal)
      return context.json({ error: 'failed', message: 'This is a fault of the collector; see its log.' }, 500);
    if (refusal.status === 503) context.header('retry-after', String(retryAfter.seconds()));
    return context.json({ error: refusal.name, message: refusal.message }, refusal.status);
  }
}

/** What was not read to its end goes by unread where it is little; else the connection is not used again. */
function leave(context: Context, incoming: Incoming): void {
  incoming.discard();
  if (!endsSoon(incoming.header)) context.header('connection', 'close');
}

function asRefusal(error: unknown, log: Log): WireError | undefined {
  if (error instanceof WireError) return error;
  log('an asset could not be stored', error);
  if (!(error instanceof StoreError)) return undefined;
  return new WireError('store_unavailable', 'the store does not answer. Keep the asset and send it again.');
}

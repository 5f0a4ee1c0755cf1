import type { RequestListener } from 'node:http';
import type { AssetKey, Client } from '@falter/store';
import { Hono } from 'hono';
import type { AssetLimits } from './assets/asset-allowance.ts';
import { AssetIntake } from './assets/asset-intake.ts';
import { AssetLedger } from './assets/asset-ledger.ts';
import { assetRoute } from './assets/asset-route.ts';
import { type Log, sparingly } from './complaints.ts';
import { countScript } from './counting/count-intake.ts';
import { Intake } from './counting/intake.ts';
import { KeyUses } from './counting/key-uses.ts';
import { createMetrics } from './counting/metrics.ts';
import { judgeReadiness } from './counting/readiness.ts';
import { storeFacts, watchStore } from './counting/store-gauges.ts';
import { eraseRoute } from './erasure/erase-route.ts';
import { Eraser } from './erasure/eraser.ts';
import { TombstoneFile } from './erasure/tombstone-file.ts';
import { Tombstones } from './erasure/tombstones.ts';
import { DiskGuard, type DiskLimits, type GuardState } from './keeping/disk-guard.ts';
import { ReserveFile } from './keeping/reserve-file.ts';
import { startSweeping } from './keeping/retention.ts';
import { startSweepingAssets } from './keeping/unused-assets.ts';
import { personRoute } from './projects/person-route.ts';
import { PersonWishes } from './projects/person-wishes.ts';
import { ProjectList } from './projects/project-list.ts';
import { settingsRoute } from './projects/settings-route.ts';
import { RedactionCounts } from './redaction/redaction-counts.ts';
import { snippetRoutes } from './snippet/snippet-file.ts';
import type { OpenSpool } from './spool/open-spool.ts';
import { makeDurable } from './storing/durable.ts';
import { StoreHealth } from './storing/store-health.ts';
import { batchListener, batchRoute } from './taking/batch-route.ts';
import { CAPACITY, Capacity, type CapacityLimits } from './taking/capacity.ts';
import { importRoute } from './taking/import-route.ts';
import { incomingOf } from './taking/incoming.ts';
import { Ingest } from './taking/ingest.ts';
import { RetryAfter } from './taking/retry-after.ts';
import { Unpacker } from './unpacking/unpacker.ts';

export interface CollectorOptions {
  /** A store that may write. */
  store: Client;
  /** Path of the built snippet, served as /falter.js. */
  snippet: string;
  /** Directory in which every version of it that was served stays, for tags that name one. */
  snippetArchive?: string;
  /** File that remembers what was erased, beside the store: a restored backup is erased again by it. */
  tombstoneFile?: string;
  /** No other collector writes into this store: then most batches need not be looked up. */
  alone?: boolean;
  /** Hears of faults of ours, never of what a batch holds. */
  log: Log;
  /** Bearer token of who may import recordings; without one nobody may. */
  adminToken?: string;
  /** Shorter times between erasing and shredding, for tests. */
  erasing?: { settleMs: number; shredEveryMs: number };
  /** How much recordings may take on the disk. */
  disk?: DiskLimits;
  /** File that sets room aside, given back when the disk is full. */
  reserveFile?: string;
  /** What a project may store of assets a day. */
  assets?: Partial<AssetLimits>;
  /** Fewer bytes, or less patience, than usual. */
  capacity?: Partial<CapacityLimits>;
  /** Where batches wait while the store is away (`openSpool`); without it they are refused then. Closed by `drain`. */
  spool?: OpenSpool;
  /** Milliseconds after which the store counts as slow and the spool takes over. */
  slowMs?: number;
}

export interface Collector {
  /** All routes, for whoever asks by a `Request`. */
  app: Hono;
  /** Takes batches past the router, which is what most requests are; `others` has the rest, `app` among it. */
  listener(others: RequestListener): RequestListener;
  /** Resolves when every batch taken in so far is on the disk, and counted. The last call: stop listening first. */
  drain(): Promise<void>;
  /** Erases again what a restored backup brought back, then shreds what is erased, until `stop`. @throws StoreError */
  startErasing(): Promise<{ stop: () => void }>;
  /** Deletes recordings that are older than their project keeps them, now and every hour, and makes room where there is none. */
  startSweeping(): { stop: () => void };
  /** What the disk guard sees and did. */
  diskGuard(): Readonly<GuardState>;
}

const EMPTY = { records: 0, bytes: 0, oldestAt: undefined };

/** The write side: takes batches in, and serves the snippet, health and metrics. */
export function createCollector({
  store,
  snippet,
  snippetArchive,
  tombstoneFile,
  erasing,
  disk,
  reserveFile,
  log: say,
  assets: assetLimits,
  capacity: limits,
  alone = false,
  adminToken,
  spool: opened,
  slowMs,
}: CollectorOptions): Collector {
  const log = sparingly(say);
  const capacity = new Capacity({ ...CAPACITY, ...limits });
  const health = new StoreHealth(slowMs);
  const metrics = createMetrics(() => ({
    ...(opened?.spool.depth ?? EMPTY),
    ...{ away: health.away, heldBytes: capacity.held },
  }));
  const projects = new ProjectList(store, opened?.disk);
  const uses = new KeyUses(store, log);
  const tombstones = new Tombstones(store);
  const file = tombstoneFile ? new TombstoneFile(tombstoneFile) : undefined;
  const ledger = new AssetLedger({ store, health, limits: assetLimits });
  const assetsGone = (gone: readonly AssetKey[]) => {
    for (const asset of gone) ledger.forget(asset);
    metrics.assetsSwept(gone.length);
  };
  const eraser = new Eraser({ store, tombstones, file, log, assetsGone, ...erasing });
  const durable = makeDurable({ store, health, metrics, opened, alone, tombstones, eraser, log });
  const redactions = new RedactionCounts(store, metrics.redacted, log);
  const unpacker = new Unpacker();
  const ingest = new Ingest({
    ...{ store, capacity, projects, uses, health, tombstones, eraser, unpacker, redactions, ...durable },
    assets: ledger,
  });
  const { sessions } = durable;
  const assets = new AssetIntake({ store, capacity, projects, uses, sessions, tombstones, redactions, ledger });
  for (const head of opened?.recalled.values() ?? []) {
    ingest.recall(head);
    durable.sessions.recall(head);
  }
  const reserve = reserveFile ? new ReserveFile(reserveFile) : undefined;
  const guard = new DiskGuard({ store, log: say, reserve, ...(disk && { limits: disk }) });
  const facts = storeFacts(store);
  watchStore(metrics, { facts, eraser, guard: guard.state });
  const intake = new Intake(store, log);
  const retryAfter = new RetryAfter();
  const app = new Hono();
  const take = batchRoute({ ingest, metrics, intake, projects, log, retryAfter });
  app.post('/v1/batch', async (context) => {
    const { status, headers, body } = await take(incomingOf(context));
    return new Response(body === '' ? null : body, { status, headers });
  });
  const assetParts = { intake: assets, metrics, retryAfter, log };
  app.route('/', assetRoute(assetParts));
  app.route('/', settingsRoute({ projects, intake, log }));
  app.route('/', personRoute({ projects, wishes: new PersonWishes(store) }));
  app.options('/v1/batch', (context) => context.body(null, 405, { allow: 'POST' }));
  app.route('/', eraseRoute({ store, projects, sessions: durable.sessions, eraser, log }));
  if (adminToken) app.route('/', importRoute({ ingest, assets: assetParts, projects, adminToken, log }));
  app.route('/', snippetRoutes({ snippet, archive: snippetArchive, onScript: countScript(intake) }));
  app.get('/healthz', (context) => context.json({ ok: true }));
  app.get('/readyz', async (context) => {
    const spool = opened && { depth: opened.spool.depth, capBytes: opened.spool.capBytes };
    const state = await judgeReadiness({ facts, spool, guard: guard.state, erasure: eraser.pending() }, Date.now());
    return context.json(state, state.ready ? 200 : 503);
  });
  app.get('/metrics', async (context) =>
    context.text(await metrics.text(), 200, { 'content-type': metrics.contentType }),
  );
  app.onError((error, context) => {
    log('a request failed', error);
    return context.json({ error: 'failed', message: 'This is a fault of the collector; see its log.' }, 500);
  });
  const drain = async (): Promise<void> => {
    await durable.stop();
    await opened?.close();
    await intake.flush();
    await uses.flush();
    await redactions.flush();
  };
  const startErasing = async () => {
    const again = await eraser.reapply();
    if (again > 0) say(`${again} sessions that a restored backup brought back were erased again`, undefined);
    return eraser.start();
  };
  const startKeeping = () => {
    const sweeping = startSweeping(store, { hear: metrics.swept, ran: metrics.retention, log });
    const assetSweeping = startSweepingAssets({ store, gone: assetsGone, log });
    const guarding = guard.start();
    return {
      stop: () => {
        sweeping.stop();
        assetSweeping.stop();
        guarding.stop();
      },
    };
  };
  const listener = (others: RequestListener) => batchListener(take, others);
  return { app, listener, drain, startErasing, startSweeping: startKeeping, diskGuard: () => guard.state };
}

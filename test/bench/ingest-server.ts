import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzip } from 'node:zlib';
import { createCollector, openSpool } from '@falter/app-collector';
import { insertBatches, openClient, type StoredBatch } from '@falter/store';
import type { Envelope } from '@falter/wire';
import { getRequestListener } from '@hono/node-server';
import { ROOT } from '../house.ts';

// One of the servers that `bench-ingest` compares, each a process of its own: the collector as `falter start` has it on its embedded
// engine, or the bound: bare node:http, gunzip and the same insert, with nothing checked, nothing looked up and nothing hashed.

const [kind, url = '', directory = ''] = process.argv.slice(2);
const store = openClient({ url });
const server = createServer(kind === 'bound' ? bound() : await collector());
// One is idle while the others have their round; a connection that ends meanwhile would be no fault of it.
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.resume().on('close', () => process.exit(0));

async function collector(): Promise<RequestListener> {
  const { app, listener } = createCollector({
    store,
    alone: true,
    spool: await openSpool(directory),
    snippet: `${ROOT}/packages/capture/dist/falter.js`,
    log: (...said) => console.error(...said),
  });
  return listener(getRequestListener(app.fetch));
}

function bound(): RequestListener {
  const queue: { row: StoredBatch; done: () => void }[] = [];
  let inserting = false;
  async function insert(): Promise<void> {
    if (inserting) return;
    inserting = true;
    while (queue.length > 0) {
      const group = queue.splice(0);
      await insertBatches(
        store,
        group.map(({ row }) => row),
      );
      for (const { done } of group) done();
    }
    inserting = false;
  }
  return (request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const body = Buffer.concat(chunks);
      const end = body.indexOf(10);
      const envelope = JSON.parse(body.toString('utf8', 0, end)) as Envelope;
      gunzip(body.subarray(end + 1), (cause, lines) => {
        if (cause) throw cause;
        queue.push({ row: toRow(envelope, lines), done: () => response.end('{"stored":"new"}') });
        void insert();
      });
    });
  };
}

function toRow({ session, tab, seq, page, sentAt }: Envelope, lines: Buffer): StoredBatch {
  const now = Date.now();
  return {
    ...{ project: 'default', session, tab, seq, page, sentAt, release: '', userAgent: '', dropped: 0 },
    ...{ firstSeenAt: Math.floor(now / 86_400_000) * 86_400_000, receivedAt: now },
    ...{ secret: '0'.repeat(64), hash: '0'.repeat(64), events: 1, bytes: lines.length, lines: lines.toString('utf8') },
  };
}

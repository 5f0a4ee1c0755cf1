import { createServer, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gunzip } from 'node:zlib';
import { createCollector } from '@falter/app-collector';
import { insertBatches, openClient, type StoredBatch } from '@falter/store';
import type { Envelope } from '@falter/wire';
import { getRequestListener } from '@hono/node-server';
import { ROOT } from '../house.ts';

// One of the two servers that `bench-ingest` compares, each a process of its own: the collector as it is, or the bound: bare
// node:http, gunzip and the same insert, with nothing checked, nothing looked up and nothing hashed.

const [kind, url = ''] = process.argv.slice(2);
const store = openClient({ url });
const server = createServer(kind === 'collector' ? collector() : bound());
server.listen(0, '127.0.0.1', () => process.stdout.write(`${(server.address() as AddressInfo).port}\n`));
process.stdin.resume().on('close', () => process.exit(0));

function collector(): RequestListener {
  const { app } = createCollector({
    store,
    snippet: `${ROOT}/packages/capture/dist/falter.js`,
    log: (...said) => console.error(...said),
  });
  return getRequestListener(app.fetch);
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

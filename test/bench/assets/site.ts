import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import { dirname, join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** A site on an origin of its own, which can be switched off. */
export interface Site {
  origin: string;
  /** Paths that were asked for, in order. */
  asked: string[];
  close(): Promise<void>;
}

interface File {
  type: string;
  body: string | Buffer;
}

/** A picture of squares in two colours: each pixel counts in a comparison. */
export function png(size: number, [red, green, blue]: [number, number, number]): Buffer {
  const rows = Array.from({ length: size }, (_, y) => {
    const pixels = Array.from({ length: size }, (__, x) => ((x >> 3) + (y >> 3)) % 2 === 0);
    return [0, ...pixels.flatMap((isInk) => (isInk ? [red, green, blue] : [255 - red, 255 - green, 255 - blue]))];
  });
  const head = Buffer.alloc(13);
  head.writeUInt32BE(size, 0);
  head.writeUInt32BE(size, 4);
  head.set([8, 2, 0, 0, 0], 8);
  const parts = [
    chunk('IHDR', head),
    chunk('IDAT', deflateSync(Buffer.from(rows.flat()))),
    chunk('IEND', Buffer.alloc(0)),
  ];
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]), ...parts]);
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name), data]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(data.length);
  sum.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, sum]);
}

/** A font that is here in any case: the icons of the browser driver. Its letters are private, so that a missing one is seen. */
export function font(): Buffer {
  const folder = join(
    dirname(createRequire(import.meta.url).resolve('playwright-core/package.json')),
    'lib/vite/traceViewer',
  );
  const name = readdirSync(folder).find((file) => /^codicon.*\.ttf$/.test(file));
  if (!name) throw new Error(`[bench] no font in ${folder}. Run npm ci.`);
  return readFileSync(join(folder, name));
}

/** Rules of a sheet that a site has, so many characters long at least. */
export function sheet(prefix: string, chars: number): string {
  const rules: string[] = [];
  for (let n = 0, length = 0; length < chars; n++) {
    const rule = `.${prefix}-${n} > .item:hover { color: hsl(${(n * 37) % 360} 60% 40%); padding: ${n % 13}px ${n % 7}px; border-radius: 4px }`;
    length += rule.length;
    rules.push(rule);
  }
  return rules.join('\n');
}

/** Serves files and nothing else; pages get the tag of the snippet. Pictures and fonts may be cached, as sites do it. */
export async function openSite(files: Readonly<Record<string, File>>, tag = ''): Promise<Site> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname;
    asked.push(path);
    const file = files[path];
    if (!file) return void response.writeHead(404).end();
    response.setHeader('cache-control', file.type === 'text/html' ? 'no-store' : 'max-age=3600');
    response.writeHead(200, { 'content-type': file.type });
    response.end(typeof file.body === 'string' ? file.body.replace('<head>', `<head>${tag}`) : file.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

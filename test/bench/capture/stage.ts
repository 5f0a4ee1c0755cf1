import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { gunzipSync } from 'node:zlib';
import { DEFAULT_SITE_SETTINGS } from '@falter/wire';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright-core';
import { build, type Rolldown } from 'vite';
import { builtFile } from '../../../packages/capture/test/built.ts';
import { launchBrowser } from '../../browser.ts';
import { STEP } from './pages.ts';

/** Nothing, rrweb with the usual dozen lines that send its events, Falter. */
export type Recorder = 'none' | 'rrweb' | 'falter';

/** A site with a collector on the same origin that stores nothing, and a browser. */
export interface Stage {
  origin: string;
  /** Bodies by the visitor they came from. */
  bodies: Map<string, Buffer[]>;
  browser: Browser;
  close(): Promise<void>;
}

/** A visitor of one page. */
export interface Visit {
  name: string;
  context: BrowserContext;
  page: Page;
  cdp: CDPSession;
}

const RRWEB = fileURLToPath(new URL('rrweb.ts', import.meta.url));

export async function openStage(pages: Record<string, string>, own?: string): Promise<Stage> {
  const [falter, rrweb, browser] = await Promise.all([own ?? builtFile('full'), builtRrweb(), launchBrowser()]);
  const scripts: Record<string, string> = { '/falter.js': falter, '/rrweb.js': rrweb };
  const bodies = new Map<string, Buffer[]>();
  const server = createServer((request, response) => {
    const { pathname, searchParams } = new URL(request.url ?? '/', 'http://site');
    const headers = { 'access-control-allow-origin': '*', 'access-control-expose-headers': 'retry-after' };
    const text = pages[pathname] ?? scripts[pathname];
    if (request.method === 'GET' && text !== undefined) {
      const type = pathname.endsWith('.js') ? 'text/javascript' : 'text/html';
      return void response.writeHead(200, { ...headers, 'content-type': type }).end(text);
    }
    if (request.method === 'GET' && pathname.endsWith('/v1/settings')) {
      const type = { 'content-type': 'application/json' };
      return void response.writeHead(200, { ...headers, ...type }).end(JSON.stringify(DEFAULT_SITE_SETTINGS));
    }
    const name = searchParams.get('visitor') ?? pathname.split('/')[1] ?? '';
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    // Also what breaks off: the browser may be gone.
    request.on('close', () => {
      const list = bodies.get(name) ?? [];
      bodies.set(name, [...list, Buffer.concat(chunks)]);
    });
    request.on('end', () => response.writeHead(200, headers).end('{"stored":"new"}'));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    bodies,
    browser,
    async close() {
      await browser.close();
      server.closeAllConnections();
      server.close();
    },
  };
}

async function builtRrweb(): Promise<string> {
  const made = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, lib: { entry: RRWEB, formats: ['iife'], name: 'plain' } },
  });
  return ([made].flat()[0] as Rolldown.RolldownOutput).output[0].code;
}

let visits = 0;

/** Opens a page without a recorder, in a browser profile of its own. */
export async function visit(stage: Stage, path: string): Promise<Visit> {
  const context = await stage.browser.newContext({ viewport: { width: 1280, height: 800 } });
  const page = await context.newPage();
  const cdp = await context.newCDPSession(page);
  // CPU time of the page's main thread, not what a clock on the wall says.
  await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });
  await page.goto(stage.origin + path);
  return { name: `visitor-${++visits}`, context, page, cdp };
}

/** Loads a recorder as a site does. Gives the control back when the script has run. */
export async function inject({ name, page }: Visit, recorder: Recorder, privacy = 'default'): Promise<void> {
  if (recorder === 'none') return;
  await page.evaluate(
    ([recorder, name, privacy]) =>
      new Promise<void>((done) => {
        const script = document.createElement('script');
        // Each visitor has a collector of their own.
        script.dataset.endpoint = `${location.origin}/${name}`;
        script.dataset.key = 'bench';
        script.dataset.privacy = privacy;
        Object.assign(script, { src: `/${recorder}.js`, crossOrigin: 'anonymous', onload: done });
        document.head.append(script);
      }),
    [recorder, name, privacy] as const,
  );
}

/** CPU of the page's main thread until now, ms. */
export async function cpu({ cdp }: Visit): Promise<number> {
  const { metrics } = await cdp.send('Performance.getMetrics');
  return (metrics.find(({ name }) => name === 'TaskDuration')?.value ?? Number.NaN) * 1000;
}

/** Everything that arrived from a visitor, unpacked. */
export function arrived(stage: Stage, { name }: Visit): string {
  return (stage.bodies.get(name) ?? []).map(unpacked).join('\n');
}

/** An envelope's line is followed by gzip or by lines; rrweb's events come plain. */
function unpacked(body: Buffer): string {
  const rest = body.subarray(body.indexOf('\n') + 1);
  if (rest[0] !== 0x1f || rest[1] !== 0x8b) return body.toString();
  return `${body.subarray(0, body.indexOf('\n'))}\n${gunzipSync(rest)}`;
}

/** Numbers of the steps in a text. */
export function stepsIn(text: string): Set<number> {
  return new Set([...text.matchAll(STEP)].map(([, number]) => Number(number)));
}

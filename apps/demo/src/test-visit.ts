/** The shop on a real server, and visits to it that notice what went wrong. */

import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { createDemo } from './demo.ts';

export interface Shop {
  readonly origin: string;
  /** Origin of the server that answers /falter.js. */
  readonly collector: string;
  close(): Promise<void>;
}

export interface Visit {
  readonly page: Page;
  /** Uncaught errors and console errors. */
  readonly problems: string[];
  /** Addresses of all requests. */
  readonly requests: string[];
  /** Walks to another path and waits until the page's module has run. */
  goto(path: string): Promise<void>;
}

/** Starts the shop, and on another origin a server whose /falter.js does nothing. */
export async function openShop(): Promise<Shop> {
  const tag = await listening((_req, res) => res.setHeader('content-type', 'text/javascript').end('// no recorder'));
  const shop = await listening(createDemo({ collector: originOf(tag), key: 'pk_test' }));
  const servers = [tag, shop];
  return {
    origin: originOf(shop),
    collector: originOf(tag),
    async close() {
      for (const server of servers) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
    },
  };
}

/** Opens a path of the shop in a fresh browser context; close it with `visit.page.context().close()`. */
export async function visitShop(
  browser: Browser,
  shop: Shop,
  path: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({ viewport: { width: 1200, height: 900 }, ...options });
  const page = await context.newPage();
  const problems: string[] = [];
  const requests: string[] = [];
  page.on('pageerror', (error) => problems.push(`${error.name}: ${error.message}`));
  page.on('console', (message) => message.type() === 'error' && problems.push(`console: ${message.text()}`));
  page.on('request', (request) => requests.push(request.url()));
  const goto = async (next: string) => {
    await page.goto(`${shop.origin}${next}`);
    await page.waitForSelector('html[data-ready]');
  };
  await goto(path);
  return { page, problems, requests, goto };
}

function originOf(server: Server): string {
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
}

async function listening(listener: RequestListener): Promise<Server> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return server;
}

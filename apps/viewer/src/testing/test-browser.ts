import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Browser, type BrowserContext, chromium, type LaunchOptions } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing of the browser's own may reach out. */
const QUIET = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-component-update',
  '--disable-sync',
];

/** A real Chromium: CHROME_PATH, else an installed one, else the one inside the npm package `@sparticuz/chromium`. */
export async function launchBrowser(): Promise<Browser> {
  return chromium.launch(await options(['--disable-background-networking']));
}

/**
 * A Chromium that connects ahead as a person's does. A preconnect opens no connection in a private window, nor with
 * `--disable-background-networking`, which playwright sets by itself: a test there would prove nothing.
 */
export async function launchEagerBrowser(): Promise<{ context: BrowserContext; close: () => Promise<void> }> {
  const profile = mkdtempSync(join(tmpdir(), 'falter-viewer-'));
  const context = await chromium.launchPersistentContext(profile, {
    ...(await options([])),
    ignoreDefaultArgs: ['--disable-background-networking'],
    viewport: { width: 1280, height: 800 },
  });
  const close = async (): Promise<void> => {
    await context.close();
    rmSync(profile, { recursive: true, force: true });
  };
  return { context, close };
}

/** A whole browser of this machine; undefined where only the headless shell inside the npm package is there. */
export function installedBrowser(): string | undefined {
  return process.env.CHROME_PATH ?? INSTALLED.find((path) => existsSync(path));
}

async function options(more: string[]): Promise<LaunchOptions> {
  const args = [...QUIET, ...more];
  const installed = installedBrowser();
  if (installed !== undefined) return { executablePath: installed, args, env: environment() };
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  return { executablePath, args, env: environment() };
}

/** In one language: a headless shell takes the machine's, and of `C.UTF-8` it makes one that Intl refuses. */
function environment(): Record<string, string> {
  return { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' } as Record<string, string>;
}

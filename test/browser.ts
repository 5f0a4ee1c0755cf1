import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const INSTALLED = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Nothing of a browser's own may reach out: the tests assert what leaves, and machines without a network hang on it. */
const QUIET = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--disable-domain-reliability',
];

/**
 * A real Chromium: CHROME_PATH, else an installed one, else the one inside the npm package `@sparticuz/chromium`, which
 * unpacks the system libraries it needs as well. So the tests need nothing from the system.
 */
export async function launchBrowser(): Promise<Browser> {
  const installed = process.env.CHROME_PATH ?? INSTALLED.find((path) => existsSync(path));
  // Chromium's own sandbox does not start for root and in most containers; the pages here are all ours.
  const args = [...QUIET, '--no-sandbox'];
  if (installed) return chromium.launch({ executablePath: installed, args, env: environment() });
  process.env.AWS_EXECUTION_ENV ??= 'AWS_Lambda_nodejs20.x';
  const { default: packaged } = await import('@sparticuz/chromium');
  const executablePath = await packaged.executablePath();
  // Not the package's own arguments: they turn web security off, which is what half of the tests are about.
  return chromium.launch({ executablePath, args, env: environment() });
}

/**
 * With LD_LIBRARY_PATH, which the package sets on this process when it is imported; and in one language: a headless shell takes the
 * machine's, and of `C.UTF-8` it makes a language that Intl refuses.
 */
function environment(): Record<string, string> {
  const own = { LANG: 'en_US.UTF-8', LC_ALL: 'en_US.UTF-8' };
  return { ...process.env, ...own } as Record<string, string>;
}

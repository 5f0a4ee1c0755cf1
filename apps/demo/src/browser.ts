import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Starts the Chromium that the tests drive: `CHROME_PATH`, else the system's. The only place that knows where it is. */
export function launchBrowser(): Promise<Browser> {
  const path = [process.env.CHROME_PATH, '/usr/bin/chromium', '/usr/bin/google-chrome'].find(
    (candidate) => candidate !== undefined && existsSync(candidate),
  );
  if (path === undefined) throw new Error('[demo] found no Chromium. Set CHROME_PATH to one.');
  return chromium.launch({ executablePath: path, args: ['--no-sandbox'] });
}

import { type Browser, chromium, type LaunchOptions } from 'playwright-core';

/** A real Chromium, with nothing of its own on the network. CHROME_PATH chooses another one. */
export function launchBrowser(options?: LaunchOptions): Promise<Browser> {
  return chromium.launch({
    ...options,
    executablePath: process.env.CHROME_PATH || '/usr/bin/chromium',
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}

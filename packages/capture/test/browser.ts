import { type Browser, chromium, type LaunchOptions } from 'playwright-core';
import { launchBrowser as launchShared } from '../../../test/browser.ts';

/** The browser that all tests share, started with `options` on top of what it is always started with. */
export async function launchBrowser(options: LaunchOptions = {}): Promise<Browser> {
  const { launch } = chromium;
  // The shared launcher knows where a browser is and asks nobody for options.
  chromium.launch = (own) => launch.call(chromium, { ...own, ...options });
  try {
    return await launchShared();
  } finally {
    chromium.launch = launch;
  }
}

/** The one place that knows where the tests' Chromium comes from. */
export { launchBrowser } from '../../../test/browser.ts';

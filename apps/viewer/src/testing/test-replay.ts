import type { FrameLocator, Page } from 'playwright-core';

/** The recorded page as the viewer shows it: in the frame of the page of replays, which stands in a frame of the viewer. */
export function recordedPage(page: Page): FrameLocator {
  return page.getByTestId('stage').frameLocator('iframe').frameLocator('iframe');
}

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RecordedEvent } from '@falter/wire';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser } from './testing/test-browser.ts';
import { type OfficialReplayer, pictureInViewer, startOfficialReplayer, VIEWPORT } from './testing/test-fidelity.ts';
import { startServer, type TestServer } from './testing/test-server.ts';
import { worldOf } from './testing/test-sessions.ts';

const FOLDER = join(import.meta.dirname, '../../../../shared/data/recordings');
const found = existsSync(FOLDER);
if (!found)
  console.log(`Skipped: the viewer beside the official replayer (no ${FOLDER}; it is not part of the project).`);

interface Entry {
  file: string;
  replay_rrweb_2_2_2: { warnings: number; pageerrors: string[] };
}

const read = (file: string): string => readFileSync(join(FOLDER, file), 'utf8');
const index = found ? (JSON.parse(read('index.json')) as Entry[]) : [];

/** What the official replayer complains of, and what the viewer says of it instead. */
const BROKEN: Record<string, { notices: string[] } | { failure: string }> = {
  'luminous8__rrweb-to-timeline__rrvideo.test_0_ab2d8d.json': {
    failure: 'nothing to replay. 1 damaged event left out',
  },
  'luminous8__rrweb-to-timeline__rrvideo.test_1_ab2d8d.json': {
    failure: 'nothing to replay. 1 damaged event left out',
  },
  'kitadmin01__analytickit__recording_53873b.json': { failure: 'has no snapshot of a page to start from' },
  'kitadmin01__analytickit__recording_snapshots_d95c13.json': { failure: 'has no snapshot of a page to start from' },
  // Nothing to complain of for a replayer that shows an empty page.
  'himanshu-dixit__session-recorder__CH28E7-PqOBcwBQzdqZ_2_27d51b.json': { failure: 'has no snapshot of a page' },
  'steel-dev__steel-browser__test_d351be.json': { failure: 'has no snapshot of a page to start from' },
  // Trees of rrweb 0.x, with places that are nowhere: 500 ms of trying for each in the official replayer.
  'yunyu__rrweb__5cfd38be027439000719c3b8.json': { notices: ['drift', 'pictures'] },
  'yunyu__rrweb__5cfdc5c5027439000719e121.json': { notices: ['drift', 'pictures'] },
  'yunyu__rrweb__5cfde52d027439000719fe59.json': { notices: ['drift'] },
  // A node is missing on the first of two pages; the second, on which it ends, is whole.
  'PostHog__posthog-react-rrweb-player__with-pageviews.json': { notices: ['pictures'] },
  // What the browser says of an attribute and of a video that is not played is no fault of these.
  'highlight__highlight__sample_04abaf.json': { notices: ['pictures'] },
  'rrweb-io__rrweb__video-playback-on-full-snapshot.json': { notices: [] },
};

const files = index.map(({ file }) => file);
const shown = files.filter((file) => !('failure' in (BROKEN[file] ?? {})));

/**
 * The viewer as it is built, at the end of each recording, beside rrweb's own Replayer in the same browser: every element, every
 * word, every frame and shadow root must be the same. What is not compared is said in `readPicture`.
 */
describe.skipIf(!found)('the viewer beside the official replayer', () => {
  let browser: Browser;
  let server: TestServer;
  let official: OfficialReplayer;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    browser = await launchBrowser();
    server = await startServer();
    official = await startOfficialReplayer(browser);
    page = await (await browser.newContext({ viewport: VIEWPORT })).newPage();
    page.on('pageerror', (error) => errors.push(error.message));
    await page.goto(`${server.url}/sessions`);
  });

  afterAll(async () => {
    await browser?.close();
    official?.close();
    server?.close();
    expect(errors).toEqual([]);
  });

  /** Opens a recording without loading the viewer anew, and waits until it stands at its end. */
  async function open(file: string): Promise<'paused' | 'failed'> {
    const id = `recording-number-${String(files.indexOf(file)).padStart(4, '0')}`;
    server.worlds.set(id, worldOf(JSON.parse(read(file)) as RecordedEvent[]));
    await page.evaluate((path) => {
      history.pushState(null, '', path);
      dispatchEvent(new PopStateEvent('popstate'));
    }, `/sessions/${id}?at=${Number.MAX_SAFE_INTEGER}`);
    const player = page.getByTestId('player');
    await player.and(page.locator('[data-state=paused], [data-state=failed]')).waitFor();
    return (await player.getAttribute('data-state')) as 'paused' | 'failed';
  }

  const notices = (): Promise<string[]> =>
    page
      .locator('[data-testid^=notice-]')
      .evaluateAll((all) => all.map((notice) => notice.getAttribute('data-testid')?.slice('notice-'.length) ?? ''));

  it('is asked about every recording of which the official one complains', () => {
    const complained = index.filter(
      ({ replay_rrweb_2_2_2: { warnings, pageerrors } }) => warnings + pageerrors.length > 0,
    );
    for (const { file } of complained) expect(Object.keys(BROKEN)).toContain(file);
    expect(complained.length).toBeGreaterThan(5);
    expect(shown.length).toBeGreaterThan(60);
  });

  it.each(shown)('%s ends with the same page', async (file) => {
    const [expected, state] = await Promise.all([official.atTheEnd(read(file)), open(file)]);
    expect(state).toBe('paused');
    const picture = await pictureInViewer(page);
    expect(picture.text).toBe(expected.text);
    expect(picture.nodes).toBe(expected.nodes);
    expect(expected.nodes.split('\n').length).toBeGreaterThan(4);
    const told = BROKEN[file];
    if (told && 'notices' in told) expect(await notices()).toEqual(told.notices);
    else for (const warning of ['drift', 'malformed', 'refused-nodes']) expect(await notices()).not.toContain(warning);
  });

  it.each(files.filter((file) => !shown.includes(file)))('%s cannot be shown, and says why', async (file) => {
    expect(await open(file)).toBe('failed');
    const told = BROKEN[file];
    const failure = (await page.getByTestId('replay-failed').textContent()) ?? '';
    expect(failure).toContain(told && 'failure' in told ? told.failure : 'listed');
  });
});

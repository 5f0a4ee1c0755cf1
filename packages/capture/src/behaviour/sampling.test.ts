import type { BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clicks, load, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';
import { isInSample } from '../gate/sample.ts';

const sampled = (share: string): string => TAG.replace('data-key', `data-sample="${share}" data-key`);
const body = (tag: string): string => `<!doctype html><title>Sampling</title>${tag}<button id="go">Go</button>`;

const PAGES = {
  '/half': body(sampled('0.5')),
  '/none': body(sampled('0')),
  '/all': body(sampled('1')),
  '/other': body(sampled('0.5')),
  '/silent': '<!doctype html><title>Silent</title>',
};

const NAME = 'falter:key-of-a-test';
const MINUTE = 60_000;

let stage: Stage;
let context: BrowserContext;
beforeAll(async () => {
  stage = await openStage(PAGES);
});
afterAll(() => stage.close());

let ids = 0;

/** Another id of a session that a site with half of them records, or does not. */
function someId(inHalf: boolean): string {
  for (;;) {
    const id = `session-0123456789-${String(ids++ * 617).padStart(4, '0')}`;
    if (isInSample(id, 0.5) === inHalf) return id;
  }
}

/** A visitor whose session has this id and was begun and last extended `ago` ms ago. `still`: no hand is on the mouse. */
async function visitorWith(id: string, ago = 0, still = false): Promise<BrowserContext> {
  context = await stage.visitor({ still });
  const page = await context.newPage();
  await page.goto(`${stage.end.site}/silent`);
  const at = Date.now() - ago;
  const session = JSON.stringify({ id, secret: 'secret-0123456789abcdef', start: at, last: at });
  await page.evaluate(([name, text]) => localStorage.setItem(String(name), String(text)), [NAME, session]);
  await page.close();
  return context;
}

const sessions = (): string[] => [...new Set(stored(stage.end).map(({ batch }) => batch.envelope.session))];

describe('a session', () => {
  test('in the sample is recorded on all its pages and in all its tabs', async () => {
    const id = someId(true);
    const page = await open(stage, await visitorWith(id), '/half');
    await open(stage, context, '/other');
    const pages = (): number => new Set(stored(stage.end).map(({ batch }) => batch.envelope.page)).size;
    // A page that is left before the recorder has come is not recorded.
    await page.reload();
    await until('three pages', () => pages() === 3);
    await page.goto(`${stage.end.site}/other`);
    await until('four pages', () => pages() === 4);
    expect(sessions()).toEqual([id]);
  });

  test('outside it is recorded on none, keeps its id while the visitor is there, and leaves the page alone', async () => {
    const id = someId(false);
    context = await visitorWith(id, 20 * MINUTE);
    for (const path of ['/half', '/other', '/half']) {
      const page = await context.newPage();
      await page.goto(stage.end.site + path);
      await page.waitForFunction('window.falter');
      await page.click('#go');
      const kept = await page.evaluate((name) => JSON.parse(localStorage.getItem(name) ?? ''), NAME);
      expect(kept.id).toBe(id);
      expect(Date.now() - kept.last).toBeLessThan(MINUTE);
      expect(await page.evaluate('[sessionStorage.length, Object.hasOwn(history, "pushState")]')).toEqual([0, false]);
    }
    await open(stage, context, '/all');
    expect(clicks(stage.end)).toEqual([]);
    expect(sessions()).toEqual([id]);
  });

  test('is always recorded at 1 and never at 0', async () => {
    await open(stage, await visitorWith(someId(false)), '/all');
    context = await visitorWith(someId(true));
    const page = await context.newPage();
    await page.goto(`${stage.end.site}/none`);
    await page.waitForFunction('window.falter');
    await page.click('#go');
    await open(stage, context, '/all');
    expect(clicks(stage.end)).toEqual([]);
  });

  test('that begins in an open page is drawn anew, whichever way the last one went', async () => {
    const first = someId(true);
    // A hand that is still on the mouse an hour later would begin a session of its own.
    context = await visitorWith(first, 0, true);
    await context.clock.install({ time: Date.now() });
    const page = await context.newPage();
    await load(stage, page, '/half');
    await page.mouse.move(50, 60);
    await context.clock.runFor(1_000);
    await until('the first batch', () => stored(stage.end).length > 0);
    /** The visitor comes back after an hour and finds the session that another tab has begun meanwhile. */
    const comeBack = async (id: string): Promise<void> => {
      await context.clock.fastForward(60 * MINUTE);
      await page.evaluate(
        ([name, session]) => {
          const secret = 'secret-0123456789abcdef';
          const now = Date.now();
          localStorage.setItem(String(name), JSON.stringify({ id: session, secret, start: now, last: now }));
        },
        [NAME, id],
      );
      await page.click('#go');
      await context.clock.runFor(5_000);
    };
    const out = someId(false);
    await comeBack(out);
    await expect.poll(() => page.evaluate('Object.hasOwn(history, "pushState")')).toBe(false);
    const into = someId(true);
    await comeBack(into);
    await expect.poll(() => page.evaluate('Object.hasOwn(history, "pushState")')).toBe(true);
    await page.click('#go');
    await context.clock.runFor(5_000);
    await until('a click', () => clicks(stage.end).length > 0);
    expect(sessions()).toEqual([first, into]);
  });
});

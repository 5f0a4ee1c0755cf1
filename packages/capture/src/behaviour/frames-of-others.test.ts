import type { Frame, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { difference, replay } from '../../test/replay.ts';
import {
  events,
  everythingSent,
  lastWords,
  notes,
  open,
  openStage,
  type Stage,
  stored,
  TAG,
  until,
} from '../../test/visit.ts';

/** Another name of the same server: to a browser another site. */
const other = (origin: string): string => origin.replace('127.0.0.1', 'localhost');

const SECRETS = [
  'typed-in-the-frame',
  'masked in the frame',
  'ada@frame.example',
  'held-by-an-attribute',
  'query-of-the-frame',
];

/** A page around a frame of another origin. `$PATH` is what is in the frame. */
const around = (path: string): string => `<!doctype html><title>Around</title><p>around</p>
<iframe title="frame" id="frame" width="500" height="200"></iframe>
<script>frame.src = location.origin.replace('127.0.0.1', 'localhost') + '${path}'</script>`;

const INNER = `<!doctype html><title>Inner</title><style>p { color: teal; font-size: 20px }</style>
<p id="text">in the frame</p><p data-falter-mask>masked in the frame</p><p>write to ada@frame.example</p>
<input id="field" value="typed-in-the-frame" data-held="held-by-an-attribute"><a href="/x?q=query-of-the-frame">link</a>
<button type="button" onclick="text.textContent = 'in the frame, changed'">change</button>${TAG}`;

/** What is listed and is no recorder: says that it is one, and then whatever a test wishes, through the port that it is given. */
const LIAR = `<!doctype html><title>Liar</title><p>liar</p><script>
  onmessage = ({ data, ports }) => { if (data.falter === 'take') port = ports[0]; };
  claim = () => parent.postMessage({ falter: 'frame' }, '*');
  setInterval(() => { if (!window.port) claim(); }, 50);
</script>`;

/** A page that nobody lists puts a recorded one into a frame and wants what it records. */
const THIEF = `<!doctype html><title>Thief</title><iframe title="frame" id="frame" width="500" height="200"></iframe><script>
  stolen = [];
  frame.src = location.origin.replace('localhost', '127.0.0.1') + '/inner';
  setInterval(() => {
    const { port1, port2 } = new MessageChannel();
    port1.onmessage = ({ data }) => stolen.push(data);
    frame.contentWindow.postMessage({ falter: 'page' }, '*');
    frame.contentWindow.postMessage({ falter: 'take', preset: 'default' }, '*', [port2]);
  }, 50);
  onmessage = ({ data }) => stolen.push(data);
</script>`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    '/around': around('/inner') + TAG,
    '/around-liar': around('/liar') + TAG,
    '/around-ignored': around('/inner').replace('id="frame"', 'id="frame" data-falter-ignore') + TAG,
    '/around-marked': `<div data-falter-mask id="mark">${around('/inner')}</div>${TAG}`,
    '/inner': INNER,
    '/liar': LIAR,
    '/thief': THIEF,
    '/blank': '<!doctype html><title>Player</title>',
  });
});
afterAll(() => stage.close());

/** Opens a page around a frame, and gives both; `listed`: their origins. */
async function openAround(path: string, listed?: string[]): Promise<[Page, Frame]> {
  const context = await stage.visitor();
  const { site } = stage.end;
  stage.end.settings = { frames: listed ?? [site, other(site)] };
  const page = await open(stage, context, path);
  return [page, await until('the frame', () => page.frames()[1])];
}

/** Documents of frames of which the recording has a snapshot. */
function attached(): unknown[] {
  return events(stage.end).filter(({ type, data }) => type === 3 && data.isAttachIframe);
}

function tabs(): Set<string> {
  return new Set(stored(stage.end).map(({ batch }) => batch.envelope.tab));
}

/** What was refused or left out of a frame, as the recording says it: the last count of each reason. */
function refused(): Record<string, number> {
  return Object.fromEntries(notes(stage.end, 'falter/degraded@1').map(({ why, rate }) => [why, rate]));
}

describe('a frame of another origin that is listed', () => {
  test('looks in a replay as it did, and is no tab of its own', async () => {
    const [page, frame] = await openAround('/around');
    await until('the frame to be recorded', () => attached().length > 0);
    await frame.click('button');
    await page.mouse.move(700, 500);
    const live = await page.screenshot({ caret: 'hide', animations: 'disabled' });
    await page.goto(`${stage.end.site}/blank`);
    await lastWords(stage.end);
    expect(tabs().size).toBe(1);
    const clicks = events(stage.end).filter(({ type, data }) => type === 3 && data.source === 2 && data.type === 2);
    expect(clicks).toHaveLength(1);
    const player = await replay(stage, events(stage.end));
    const [, , inner] = player.frames();
    await expect.poll(() => inner?.locator('#text').textContent()).toBe('in the frame, changed');
    const masked = await page.evaluate(() => 0).then(() => inner?.locator('[data-falter-mask]').textContent());
    expect(masked).toMatch(/^[* ]+$/);
    // The masked words are other pixels; all else is the same.
    const shot = () => player.screenshot({ caret: 'hide', animations: 'disabled' });
    await expect.poll(async () => difference(player, live, await shot()), { timeout: 5000 }).toBeLessThan(0.01);
  });

  test('masks what it records before it leaves the frame', async () => {
    const [page, frame] = await openAround('/around');
    await until('the frame to be recorded', () => attached().length > 0);
    await frame.locator('#field').pressSequentially('typed-in-the-frame');
    await frame.evaluate(() => document.body.append('late: ada@frame.example'));
    await page.goto(`${stage.end.site}/blank`);
    await lastWords(stage.end);
    const sent = everythingSent(stage.end);
    expect(sent).toContain('in the frame');
    expect(sent).toContain('late: ');
    expect(SECRETS.filter((secret) => sent.includes(secret))).toEqual([]);
  });

  test('is told again where the page is told again, and after it was loaded again', async () => {
    const [page, frame] = await openAround('/around');
    await until('the frame to be recorded', () => attached().length > 0);
    await page.evaluate(() => document.querySelector('p')?.setAttribute('data-falter-mask', ''));
    await until('the second snapshot', () => attached().length > 1);
    await frame.evaluate(() => location.reload());
    await until('the frame that was loaded again', () => attached().length > 2);
    const ids = attached().map(
      (event) => (event as { data: { adds: { node: { id: number } }[] } }).data.adds[0]?.node.id,
    );
    expect(ids[0]).toBe(ids[1]);
    expect(ids[2]).not.toBe(ids[1]);
  });

  test('is seen under data-falter-ignore, and what the visitor does in it is not told', async () => {
    const [page, frame] = await openAround('/around-ignored');
    await until('the frame to be recorded', () => attached().length > 0);
    await frame.click('button');
    await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('at once'))));
    await until('what the click changed', () => everythingSent(stage.end).includes('in the frame, changed'));
    await page.goto(`${stage.end.site}/blank`);
    await lastWords(stage.end);
    expect(events(stage.end).filter(({ type, data }) => type === 3 && [2, 5].includes(data.source))).toEqual([]);
  });

  test('is not told under a mark, and is when the mark goes', async () => {
    const [page] = await openAround('/around-marked');
    await page.mouse.move(20, 20);
    await page.evaluate(() => new Promise((done) => setTimeout(done, 500)));
    expect(attached()).toEqual([]);
    await page.evaluate(() => document.getElementById('mark')?.removeAttribute('data-falter-mask'));
    await until('the frame to be recorded', () => attached().length > 0);
  });
});

describe('a frame that nobody lists', () => {
  test.each([
    ['without a list', () => []],
    ['where only the page is listed', (site: string) => [site]],
    ['where only the frame is listed', (site: string) => [other(site)]],
  ])('is a tab of its own %s', async (_, listed) => {
    const [page, frame] = await openAround('/around', listed(stage.end.site));
    await frame.click('button');
    await page.mouse.move(20, 20);
    await until('two tabs', () => tabs().size === 2);
    expect(attached()).toEqual([]);
  });

  test('and says that it is listed is refused, and counted', async () => {
    const [page] = await openAround('/around-liar', [stage.end.site]);
    await page.mouse.move(20, 20);
    await until('the refusal', () => refused()['frame-refused']);
    expect(await page.frames()[1]?.evaluate('window.port')).toBeUndefined();
  });
});

describe('what a frame says that is no recorder', () => {
  const snapshot = (part: object = {}): unknown => ({
    type: 2,
    timestamp: Date.now(),
    data: { node: { type: 0, id: 1, childNodes: [{ type: 3, id: 2, textContent: 'forged' }] }, ...part },
  });

  test.each<[string, string, unknown]>([
    ['no JSON', 'frame-refused', '{'],
    ['no text', 'frame-refused', { type: 2 }],
    [
      'an event of another kind',
      'frame-refused',
      JSON.stringify({ type: 6, timestamp: 1, data: { plugin: 'falter/person@1' } }),
    ],
    ['a snapshot of no document', 'frame-refused', JSON.stringify(snapshot({ node: { type: 2, id: 1 } }))],
    [
      'numbers of the page around',
      'frame-refused',
      JSON.stringify({ type: 3, timestamp: 1, data: { source: 3, id: -7 } }),
    ],
    [
      'numbers of another frame',
      'frame-refused',
      JSON.stringify({ type: 3, timestamp: 1, data: { source: 3, id: 2e7 } }),
    ],
    [
      'a source of tomorrow',
      'frame-refused',
      JSON.stringify({ type: 3, timestamp: 1, data: { source: 'constructor' } }),
    ],
    ['an event of 5 MB', 'frame-refused', ' '.repeat(5_000_000)],
    [
      'a flood',
      'frame-budget',
      [...Array(3000)].map(() => JSON.stringify({ type: 3, timestamp: 1, data: { source: 3, id: 1 } })),
    ],
  ])('%s is left out and counted, and the page is recorded on', async (_, why, said) => {
    const [page, frame] = await openAround('/around-liar');
    await frame.waitForFunction('window.port');
    await frame.evaluate((said) => {
      const { port } = window as unknown as { port: MessagePort };
      for (const text of Array.isArray(said) ? said : [said]) port.postMessage(text);
    }, said);
    // An error is sent at once, and what waits with it.
    await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('the page goes on'))));
    await until('the count', () => refused()[why]);
    await until('what came afterwards', () => everythingSent(stage.end).includes('the page goes on'));
    const ids = events(stage.end).flatMap(({ type, data }) => (type === 3 && data.source === 3 ? [data.id] : []));
    expect(ids).toEqual([]);
    expect(attached()).toEqual([]);
  });

  test('a snapshot is put into the frame, and nowhere else', async () => {
    const [page, frame] = await openAround('/around-liar');
    await frame.waitForFunction('window.port');
    await frame.evaluate(
      (text) => (window as unknown as { port: MessagePort }).port.postMessage(text),
      JSON.stringify(snapshot()),
    );
    await page.evaluate(() => void setTimeout(() => Promise.reject(new Error('at once'))));
    const [event] = await until('the snapshot', () => attached().length > 0 && attached());
    const [add] = (event as { data: { adds: { parentId: number; node: { id: number } }[] } }).data.adds;
    expect(add?.node.id).toBeGreaterThan(1e7);
    expect(everythingSent(stage.end)).toContain(`"tagName":"iframe"`);
  });
});

test('a page that nobody lists gets nothing of what a frame records', async () => {
  const context = await stage.visitor();
  stage.end.settings = { frames: [stage.end.site] };
  const page = await context.newPage();
  await page.goto(`${other(stage.end.site)}/thief`);
  const frame = await until('the frame', () => page.frames()[1]);
  await frame.click('button');
  await until('the frame as a tab of its own', () => stored(stage.end).length > 0);
  expect(await page.evaluate('stolen')).toEqual([]);
});

import { PLUGIN } from '@falter/wire';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { replay } from '../../test/replay.ts';
import { clicks, events, lastWords, notes, open, openStage, type Stage, TAG, until } from '../../test/visit.ts';

/** A list that is rebuilt without a pause, as fast as the page gets to it; a counter outside; a button inside. */
const PAGE = `<!doctype html><title>Storm</title>${TAG}<p id="calm">calm</p><main><ul id="list" style="display: none"></ul></main>
  <script>
    let round = 0;
    const list = document.getElementById('list');
    const row = (n) => '<li class="row"><b>' + round + '</b> <i style="width:' + n + 'px">' + n + '</i><button>buy</button></li>';
    const rebuild = () => { round++; list.innerHTML = Array.from({ length: 100 }, (_, n) => row(n)).join(''); };
    const channel = new MessageChannel();
    let going = false;
    channel.port1.onmessage = () => { if (going) { rebuild(); channel.port2.postMessage(0); } };
    storm = () => { going = true; channel.port2.postMessage(0); };
    calm = () => { going = false; document.querySelector('b').textContent = 'over'; };
    rebuild();
  </script>`;

declare const storm: () => void;
declare const calm: () => void;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ '/': PAGE, '/blank': '<!doctype html><title>Player</title>' });
});
afterAll(() => stage.close());

const told = (): { id: number; rate: number }[] => notes(stage.end, PLUGIN.degraded);

describe('a flood of changes', () => {
  test('is sampled where it is while the rest is followed, ends with what is there, and is followed again', async () => {
    const page = await open(stage, await stage.visitor());
    await page.mouse.move(5, 5);
    await page.evaluate(() => storm());
    await until('the part that is sampled', () => told().length > 0);
    expect(told()[0]?.rate).toBeGreaterThan(200);
    await page.evaluate(() => {
      document.getElementById('calm')!.textContent = 'still followed';
    });
    await until('a change elsewhere', () => JSON.stringify(events(stage.end)).includes('still followed'));

    await page.evaluate(() => calm());
    await until('the end of sampling', () => told().at(-1)?.rate === 0);
    expect(told()[0]?.id).toBe(told().at(-1)?.id);
    await page.evaluate(() => document.querySelector('button')?.click());
    await until('the click', () => clicks(stage.end).length === 1);
    const live = await page.evaluate(() => document.getElementById('list')?.textContent);
    await page.goto(`${stage.end.site}/blank`);
    await lastWords(stage.end);
    expect(clicks(stage.end)[0]?.data.id).toBeGreaterThan(0);

    const player = await replay(stage, events(stage.end));
    const seen = player.locator('iframe').contentFrame().locator('#list');
    expect(await seen.textContent()).toBe(live);
  });
});

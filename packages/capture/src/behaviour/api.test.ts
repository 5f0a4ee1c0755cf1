import { PLUGIN, supportCode } from '@falter/wire';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notes, open, openStage, type Stage, stored, TAG, until } from '../../test/visit.ts';

const STUB = `<script>
  window.falter ||= { q: [] };
  for (const name of ['identify', 'setAttributes', 'track', 'mark', 'release', 'record', 'consent'])
    falter[name] ||= (...args) => falter.q.push([name, ...args]);
  window.sameObject = window.falter;
  falter.identify('ann', { plan: 'gold' });
  falter.mark('landed');
</script>`;

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({
    '/': `<!doctype html><title>API</title>${TAG}<button id="go">Go</button>`,
    '/stub': `<!doctype html><title>Stub</title>${STUB}${TAG}<button id="go">Go</button>`,
    '/keyless': '<!doctype html><title>None</title><script async src="$COLLECTOR/falter.js"></script>',
  });
});
afterAll(() => stage.close());

async function visit(path = '/'): Promise<{ page: Page; lines: string[] }> {
  const page = await open(stage, await stage.visitor(), path);
  const lines: string[] = [];
  page.on('console', (message) => lines.push(message.text()));
  page.on('pageerror', (error) => lines.push(String(error)));
  return { page, lines };
}

const noted = (plugin: string, count: number): Promise<ReturnType<typeof notes>> =>
  until(`${count} of ${plugin}`, () => notes(stage.end, plugin).length >= count && notes(stage.end, plugin));

const session = (): string => stored(stage.end)[0]?.batch.envelope.session ?? '';

describe('what the site says', () => {
  test('who is there, what is true of the session, what happened and what was reached', async () => {
    const { page } = await visit();
    await page.evaluate(`
      falter.identify('ann@shop.example', { plan: 'gold', seats: 3 }); falter.identify('ann@shop.example', { trial: true });
      falter.setAttributes({ test: 'A' }); falter.setAttributes({ test: 'B', beta: false });
      falter.track('voucher refused', 'SPRING'); falter.track('gave up'); falter.mark('checkout: address');`);
    expect((await noted(PLUGIN.person, 2)).at(-1)).toEqual({
      id: 'ann@shop.example',
      traits: { plan: 'gold', seats: 3, trial: true },
    });
    expect((await noted(PLUGIN.attributes, 2)).at(-1)).toEqual({ attributes: { test: 'B', beta: false } });
    expect(await noted(PLUGIN.track, 2)).toEqual([
      { name: 'voucher refused', value: 'SPRING' },
      { name: 'gave up', value: null },
    ]);
    expect(await noted(PLUGIN.mark, 1)).toEqual([{ step: 'checkout: address' }]);
  });

  test('before the script has come is kept by the stub, and the object stays one', async () => {
    const { page } = await visit('/stub');
    expect(await noted(PLUGIN.mark, 1)).toEqual([{ step: 'landed' }]);
    expect((await noted(PLUGIN.person, 1))[0]).toEqual({ id: 'ann', traits: { plan: 'gold' } });
    expect(await page.evaluate('sameObject === window.falter')).toBe(true);
  });

  test('that cannot be kept is left out with one line in the console, and never throws', async () => {
    const { page, lines } = await visit();
    await page.evaluate(`
      for (let n = 0; n < 3; n++) { falter.identify({}); falter.identify('x'.repeat(201)); falter.track(''); falter.mark(Symbol('s')); }
      falter.track('with an object', { secret: 1 }); falter.identify('ann', { nested: { secret: 1 } }); falter.identify('bo', null);
      falter.identify('cleo', { get bad() { throw new Error('getter of the page'); } });
      falter.setAttributes(Object.fromEntries(Array.from({ length: 99 }, (_, n) => ['name' + n, n])));
      falter.identify(); falter.setAttributes(); falter.track(); falter.mark(); falter.release(); falter.record();`);
    const [, { attributes }] = [0, (await noted(PLUGIN.attributes, 1))[0]];
    expect(Object.keys(attributes)).toHaveLength(30);
    expect(JSON.stringify(notes(stage.end, PLUGIN.person))).not.toContain('secret');
    expect(lines.every((line) => /^\[falter\] .+\.$/.test(line))).toBe(true);
    expect(new Set(lines).size).toBe(lines.length);
    expect(lines.join('\n')).toContain('identify: person was left out');
  });

  test('is bounded for a session', async () => {
    const { page } = await visit();
    await page.evaluate('for (let n = 0; n < 3000; n++) falter.track("number " + n)');
    await noted(PLUGIN.track, 900);
    expect(notes(stage.end, PLUGIN.track).length).toBeLessThanOrEqual(1_000);
    const { leftOut } = (await page.evaluate('falter.diagnostics()')) as { leftOut: number };
    expect(leftOut).toBeGreaterThanOrEqual(2_000);
  });

  test('release names what is deployed from then on', async () => {
    const { page } = await visit();
    await page.evaluate('falter.release("2026-11"); falter.track("deployed")');
    await noted(PLUGIN.track, 1);
    expect(stored(stage.end).at(-1)?.batch.envelope.release).toBe('2026-11');
  });
});

describe('what the site is told', () => {
  test('the session’s address in the viewer, its support code, and how it stands', async () => {
    const { page } = await visit();
    const before = Date.now();
    const [url, code, told] = (await page.evaluate(
      '[falter.sessionUrl(), falter.supportCode(), falter.diagnostics()]',
    )) as [string, string, Record<string, unknown>];
    const { origin, pathname, searchParams } = new URL(url);
    expect([origin, pathname]).toEqual([stage.end.collector, `/sessions/${session()}`]);
    expect(Math.abs(Number(searchParams.get('time')) - before)).toBeLessThan(60_000);
    expect(code).toBe(supportCode(session()));
    expect(told).toMatchObject({ session: session(), why: '', faults: 0, dropped: 0, leftOut: 0 });
    expect(['recording', 'delivered']).toContain(told.state);
    expect(told.batches).toBeGreaterThan(0);
  });

  test('nothing more after stop, why, and again after start', async () => {
    const { page } = await visit();
    await page.evaluate('falter.stop()');
    expect(await page.evaluate('[falter.sessionUrl(), falter.supportCode(), falter.diagnostics().state]')).toEqual([
      '',
      '',
      'stopped',
    ]);
    await page.evaluate('falter.start(); falter.mark("again")');
    expect(await noted(PLUGIN.mark, 1)).toEqual([{ step: 'again' }]);
  });

  test('why nothing is recorded', async () => {
    const page = await (await stage.visitor()).newPage();
    await page.goto(`${stage.end.site}/keyless`);
    const why = await until('the reason', () =>
      page.evaluate<string>('window.falter?.diagnostics?.().why || undefined'),
    );
    expect(why).toMatch(/key/);
    expect(await page.evaluate('falter.diagnostics().state')).toBe('refused');
  });
});

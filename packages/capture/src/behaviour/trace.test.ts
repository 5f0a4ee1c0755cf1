import { PLUGIN } from '@falter/wire';
import type { Page, Request } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { notes, open, openStage, type Stage, TAG, until } from '../../test/visit.ts';

const TRACEPARENT = /^00-([\da-f]{32})-[\da-f]{16}-01$/;
const OWN = '00-0123456789abcdef0123456789abcdef-0123456789abcdef-00';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage({ '/': `<!doctype html><title>Trace</title>${TAG}<button>Go</button>`, '/api': '{}' });
});
afterAll(() => stage.close());

/** Runs code on the page and gives the requests that it made, with the notes about them. */
async function askFrom(
  code: string,
  count: number,
): Promise<{ page: Page; asked: Request[]; told: string[]; got: unknown }> {
  const page = await open(stage, await stage.visitor());
  const asked: Request[] = [];
  page.on('request', (request) => request.url().includes('/api') && asked.push(request));
  const got = await page.evaluate(`(async () => { ${code} })()`);
  await until('the notes', () => notes(stage.end, PLUGIN.request).length >= count);
  return { page, asked, told: notes(stage.end, PLUGIN.request).map(({ trace }) => trace), got };
}

test('requests to the own origin carry a traceparent, and its id is told', async () => {
  const { asked, told } = await askFrom(
    `await fetch('/api'); await fetch(new Request('/api', { headers: { 'x-own': '1' } }));
     await fetch('/api', { method: 'POST', body: 'x', headers: [['x-own', '2']] });
     const xhr = new XMLHttpRequest(); xhr.open('GET', '/api'); xhr.setRequestHeader('x-own', '3');
     await new Promise((done) => { xhr.onload = done; xhr.send(); });`,
    4,
  );
  const ids = asked.map((request) => TRACEPARENT.exec(request.headers().traceparent ?? '')?.[1]);
  expect(ids).toEqual(told);
  expect(new Set(ids).size).toBe(4);
  expect(asked.map((request) => request.headers()['x-own'])).toEqual([undefined, '1', '2', '3']);
});

test('a trace of the page’s own stays, and is the one that is told', async () => {
  const { asked, told } = await askFrom(
    `const headers = { TraceParent: '${OWN}' };
     await fetch('/api', { headers }); await fetch('/api', { headers: new Headers(headers) });
     const xhr = new XMLHttpRequest(); xhr.open('GET', '/api'); xhr.setRequestHeader('traceparent', '${OWN}');
     await new Promise((done) => { xhr.onload = done; xhr.send(); });`,
    3,
  );
  expect(asked.map((request) => request.headers().traceparent)).toEqual([OWN, OWN, OWN]);
  expect(told).toEqual(Array(3).fill('0123456789abcdef0123456789abcdef'));
});

test('what the page handed in is as it was, and what cannot be copied goes as it came', async () => {
  const { asked, got } = await askFrom(
    `class Init { #secret = 1; get method() { return this.#secret ? 'POST' : ''; } }
     const init = { headers: { 'x-own': '1' }, method: 'PUT' };
     await fetch('/api', init);
     await fetch('/api', new Init());
     await fetch('/api', { headers: new Map([['x-own', '2']]) });
     return [JSON.stringify(init), Object.keys(init.headers)];`,
    3,
  );
  expect(got).toEqual(['{"headers":{"x-own":"1"},"method":"PUT"}', ['x-own']]);
  expect(asked.map((request) => [request.method(), request.headers().traceparent !== undefined])).toEqual([
    ['PUT', true],
    ['POST', false],
    ['GET', false],
  ]);
});

test('requests to another origin are left alone', async () => {
  const page = await open(stage, await stage.visitor());
  const asked: Request[] = [];
  page.on('request', (request) => request.url().includes('/elsewhere') && asked.push(request));
  await page.evaluate((to) => fetch(`${to}/elsewhere`).catch(() => {}), stage.end.collector);
  expect(asked.map((request) => [request.method(), request.headers().traceparent])).toEqual([['GET', undefined]]);
});

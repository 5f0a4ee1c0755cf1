import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import { answerProblem } from './problem.ts';
import { refuseForeignWrites } from './same-site.ts';

const app = new Hono();
app.onError(answerProblem);
app.use(refuseForeignWrites);
app.all('/', (c) => c.text('done'));

async function write(headers: Record<string, string>, method = 'POST'): Promise<string> {
  const response = await app.request('http://falter.example:4600/', { method, headers });
  return response.status === 200 ? response.text() : ((await response.json()) as { name: string }).name;
}

const JSON_TYPE = { 'content-type': 'application/json' };

describe('H46: a write', () => {
  it.each([
    ['from the viewer', { 'sec-fetch-site': 'same-origin', origin: 'http://falter.example:4600' }],
    [
      'from the viewer behind a proxy that names another host',
      { 'sec-fetch-site': 'same-origin', origin: 'https://f.example' },
    ],
    ['from the viewer over plain http in a network', { origin: 'http://falter.example:4600' }],
    ['from the viewer behind a proxy that ends TLS', { origin: 'https://falter.example:4600' }],
    ['from a script, which sends neither', {}],
  ])('%s passes', async (_, headers) => {
    expect(await write({ ...JSON_TYPE, ...headers })).toBe('done');
  });

  it.each([
    ['another site', { 'sec-fetch-site': 'cross-site' }],
    ['another port of this host', { 'sec-fetch-site': 'same-site', origin: 'http://falter.example:4601' }],
    ['the address bar', { 'sec-fetch-site': 'none' }],
    ['a header that lies about its origin', { 'sec-fetch-site': 'cross-site', origin: 'http://falter.example:4600' }],
    ['another site, in an old browser', { origin: 'https://evil.example' }],
    ['another port, in an old browser', { origin: 'http://falter.example:4601' }],
    ['a host that only starts like ours', { origin: 'http://falter.example:4600.evil.example' }],
    ['a host in front of ours', { origin: 'http://falter.example:4600@evil.example' }],
    ['a sandboxed frame', { origin: 'null' }],
  ])('of %s is refused', async (_, headers) => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE']) {
      expect(await write({ ...JSON_TYPE, ...headers }, method)).toBe('cross_site');
    }
  });

  it.each([
    'text/plain',
    'application/x-www-form-urlencoded',
    'multipart/form-data; boundary=x',
    'application/jsonp',
    '',
  ])('H35 of type "%s" is refused', async (type) => {
    expect(await write({ 'content-type': type })).toBe('not_json');
  });

  it.each(['application/json', 'application/json; charset=utf-8', 'Application/JSON'])(
    'of type "%s" passes',
    async (type) => {
      expect(await write({ 'content-type': type })).toBe('done');
    },
  );
});

describe('a read', () => {
  it('passes wherever it comes from: other sites cannot see the answer', async () => {
    expect(await write({ 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' }, 'GET')).toBe('done');
  });
});

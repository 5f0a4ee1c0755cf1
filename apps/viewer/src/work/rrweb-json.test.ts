import { expect, it } from 'vitest';
import { rrwebJson } from './rrweb-json.ts';

it('is one array, of as many events as there were lines', () => {
  expect(JSON.parse(rrwebJson('{"type":4,"data":{"href":"a\\nb"}}\n{"type":2}\n'))).toEqual([
    { type: 4, data: { href: 'a\nb' } },
    { type: 2 },
  ]);
  expect(JSON.parse(rrwebJson(''))).toEqual([]);
});

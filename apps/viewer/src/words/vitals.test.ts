import { expect, test } from 'vitest';
import { vitalWords } from './vitals.ts';

test('are told in their units, judged by the bounds of web.dev, the ones that count first', () => {
  const told = vitalWords({ TTFB: 801, CLS: 0.2567, LCP: 2_500, INP: 640, FCP: 999.6 });
  expect(told.map(({ name, value, level }) => `${name} ${value} ${level}`)).toEqual([
    'LCP 2.5 s good',
    'INP 640 ms poor',
    'CLS 0.26 poor',
    'FCP 1000 ms good',
    'TTFB 801 ms fair',
  ]);
});

test('are nothing where nothing was told', () => {
  expect(vitalWords()).toEqual([]);
  expect(vitalWords({ LCP: undefined })).toEqual([]);
});

import { describe, expect, it } from 'vitest';
import { originAllowed } from './origins.ts';

const allowed = ['https://good.com', 'http://localhost:*'];

describe('H33 origins', () => {
  it.each(['https://good.com', 'http://localhost:4601', 'http://localhost'])('lets %s in', (origin) => {
    expect(originAllowed(origin, allowed)).toBe(true);
  });

  it.each([
    undefined,
    '',
    'null',
    'http://good.com',
    'https://good.com:8443',
    'https://good.com.evil.com',
    'https://evilgood.com',
    'https://gооd.com',
    'https://xn--gd-emca.com',
    'https://localhost:4601',
    'http://localhost.evil.com:80',
    'http://localhost:80@evil.com',
    'HTTPS://GOOD.COM',
  ])('keeps %s out', (origin) => {
    expect(originAllowed(origin, allowed)).toBe(false);
  });
});

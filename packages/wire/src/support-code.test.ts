import { expect, test } from 'vitest';
import { readSupportCode, supportCode } from './support-code.ts';

test('is short, sayable and always the same for a session', () => {
  const code = supportCode('session-0123456789ABCD');
  expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
  expect(supportCode('session-0123456789ABCD')).toBe(code);
});

test('names one session among two hundred thousand, also where their ids differ by one character', () => {
  const codes = new Set(Array.from({ length: 200_000 }, (_, n) => supportCode(`session-of-a-test-${n}`)));
  expect(codes.size).toBe(200_000);
});

test('uses every symbol in every place about as often', () => {
  const counts = Array.from({ length: 9 }, () => new Map<string, number>());
  for (let n = 0; n < 32_000; n++)
    [...supportCode(`a-session-of-many-${n}`)].forEach((symbol, place) => {
      counts[place]?.set(symbol, (counts[place].get(symbol) ?? 0) + 1);
    });
  for (const [place, count] of counts.entries()) {
    if (place === 4) continue;
    expect(count.size).toBe(32);
    expect(Math.min(...count.values())).toBeGreaterThan(800);
    expect(Math.max(...count.values())).toBeLessThan(1_200);
  }
});

test.each([
  ['7k2m-q9xd', '7K2M-Q9XD'],
  [' 7K2M Q9XD ', '7K2M-Q9XD'],
  ['7k2mq9xd', '7K2M-Q9XD'],
  ['oiL0-0000', '0110-0000'],
  ['UUUU-UUUU', ''],
  ['7K2M-Q9X', ''],
  ['checkout', ''],
  ['', ''],
])('is read as a person writes it: %j is %j', (written, code) => {
  expect(readSupportCode(written)).toBe(code);
});

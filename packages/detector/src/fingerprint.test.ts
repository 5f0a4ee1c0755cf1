import { expect, it } from 'vitest';
import { fingerprint } from './fingerprint.ts';

it('is 16 hex digits, the same for the same text for good', () => {
  expect(fingerprint('rage-click')).toMatch(/^[0-9a-f]{16}$/);
  expect([fingerprint(''), fingerprint('rage-click'), fingerprint('\u{1F600}')]).toMatchInlineSnapshot(`
    [
      "ab3e7c0b67a2a8ee",
      "0706fd7587c45994",
      "6a85a42643292df6",
    ]
  `);
});

it('differs for texts that hardly differ', () => {
  const all = new Set<string>();
  for (let i = 0; i < 20_000; i++) all.add(fingerprint(`rage-click\ntab\n${i}\n#pay`));
  expect(all.size).toBe(20_000);
});

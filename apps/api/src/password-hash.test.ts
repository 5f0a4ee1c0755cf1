import { scryptSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from './password-hash.ts';

describe('a password', () => {
  it('is known again, and no other', async () => {
    const stored = await hashPassword('harbour fog at nine');
    expect(await isPassword('harbour fog at nine', stored)).toBe(true);
    for (const other of ['harbour fog at ninE', 'harbour fog at nine ', '', stored]) {
      expect(await isPassword(other, stored)).toBe(false);
    }
  });

  it('is kept as scrypt at the cost that is written beside it, with a salt of its own', async () => {
    const stored = await hashPassword('harbour fog at nine');
    expect(stored).toMatch(/^scrypt\$15\$8\$3\$[\w-]{22}\$[\w-]{43}$/);
    expect(await hashPassword('harbour fog at nine')).not.toBe(stored);
    const [, log2N, r, p, salt = '', hash] = stored.split('$');
    const options = { N: 2 ** Number(log2N), r: Number(r), p: Number(p), maxmem: 2 ** 27 };
    const expected = scryptSync('harbour fog at nine', Buffer.from(salt, 'base64url'), 32, options);
    expect(expected.toString('base64url')).toBe(hash);
  });

  it('that was hashed at another cost still works', async () => {
    const salt = Buffer.from('0123456789abcdef');
    const hash = scryptSync('harbour fog', salt, 32, { N: 1024, r: 8, p: 1 });
    const stored = `scrypt$10$8$1$${salt.toString('base64url')}$${hash.toString('base64url')}`;
    expect(await isPassword('harbour fog', stored)).toBe(true);
    expect(await isPassword('harbour frog', stored)).toBe(false);
  });

  it('of nobody is wrong, whatever it is', async () => {
    expect(await isPassword('', '')).toBe(false);
    expect(await isPassword('harbour fog at nine', '')).toBe(false);
  });

  it('may be composed by any keyboard', async () => {
    const stored = await hashPassword('caf\u00e9 an der Ecke');
    expect(await isPassword('cafe\u0301 an der Ecke', stored)).toBe(true);
  });

  it('gets its turn when many come at once', async () => {
    const stored = await hashPassword('harbour fog at nine');
    const answers = await Promise.all(
      Array.from({ length: 7 }, (_, n) => isPassword(n % 2 ? 'harbour fog at nine' : 'wrong', stored)),
    );
    expect(answers).toEqual([false, true, false, true, false, true, false]);
  });
});

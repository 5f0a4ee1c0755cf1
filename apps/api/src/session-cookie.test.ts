import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { COOKIE_SECONDS, createCookieJar } from './session-cookie.ts';
import { COOKIE_SECRET, T0, TOKEN } from './test-api.ts';

const secrets = { cookieSecret: COOKIE_SECRET, adminToken: TOKEN };
const EXPIRY = T0 + COOKIE_SECONDS * 1000;

describe('a sign-in cookie', () => {
  it('holds for 30 days and not a second longer, over a restart too', () => {
    const value = createCookieJar(secrets).issue(T0);
    const restarted = createCookieJar(secrets);
    expect(restarted.isValid(value, T0)).toBe(true);
    expect(restarted.isValid(value, EXPIRY - 1)).toBe(true);
    expect(restarted.isValid(value, EXPIRY)).toBe(false);
  });

  it('is another one every time', () => {
    const jar = createCookieJar(secrets);
    expect(jar.issue(T0)).not.toBe(jar.issue(T0));
  });

  it('needs nothing that a cookie may not hold', () => {
    expect(createCookieJar(secrets).issue(T0)).toMatch(/^[\w.-]+$/);
  });

  it('is worth nothing where the secret or the token is another', () => {
    const value = createCookieJar(secrets).issue(T0);
    expect(createCookieJar({ ...secrets, cookieSecret: 'd'.repeat(64) }).isValid(value, T0)).toBe(false);
    expect(createCookieJar({ ...secrets, adminToken: 'changed' }).isValid(value, T0)).toBe(false);
  });

  it('cannot be changed in any character', () => {
    const jar = createCookieJar(secrets);
    const value = jar.issue(T0);
    const characters = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.'];
    fc.assert(
      fc.property(fc.nat(value.length - 1), fc.constantFrom(...characters), (at, character) => {
        const tampered = value.slice(0, at) + character + value.slice(at + 1);
        expect(jar.isValid(tampered, T0)).toBe(tampered === value);
      }),
    );
  });

  it('cannot be made to last, cut or extended', () => {
    const jar = createCookieJar(secrets);
    const value = jar.issue(T0);
    const [expires, nonce, signature] = value.split('.');
    const forgeries = [
      `${Number(expires) + 1}.${nonce}.${signature}`,
      `0${expires}.${nonce}.${signature}`,
      `${expires}.${nonce}.`,
      `${expires}.${nonce}`,
      `${value}=`,
      `${value}A`,
      `${value}\n`,
      ` ${value}`,
      '',
    ];
    for (const forgery of forgeries) expect(jar.isValid(forgery, T0), forgery).toBe(false);
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(jar.isValid(text, T0)).toBe(false);
      }),
    );
  });

  it('ends when it is signed out, and only that one', () => {
    const jar = createCookieJar(secrets);
    const [stolen, other] = [jar.issue(T0), jar.issue(T0)];
    jar.revoke(stolen, T0);
    expect(jar.isValid(stolen, T0)).toBe(false);
    expect(jar.isValid(other, T0)).toBe(true);
    jar.revoke('nonsense', T0);
    jar.revoke(jar.issue(T0), EXPIRY - 1);
    expect(jar.isValid(stolen, EXPIRY - 1)).toBe(false);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { originFault, originWarning } from './allowed-origin.ts';

describe('an allowed origin', () => {
  it.each([
    'https://shop.example',
    'https://shop.example:8443',
    'http://localhost:3000',
    'http://localhost:*',
    'https://127.0.0.1:*',
    'http://[::1]:4600',
    'http://intranet',
    'https://xn--gd-emca.example',
  ])('may be %s', (text) => expect(originFault(text)).toBeUndefined());

  it.each([
    ['https://shop.example/', 'https://shop.example'],
    ['https://shop.example/cart?x=1#y', 'https://shop.example'],
    ['HTTPS://Shop.Example', 'https://shop.example'],
    ['https://shop.example:443', 'https://shop.example'],
    ['http://shop.example:80', 'http://shop.example'],
    ['https://me:pass@shop.example', 'https://shop.example'],
    ['shop.example', 'https://shop.example'],
    ['shop.example:8443', 'https://shop.example:8443'],
    ['Shop.example:*', 'https://shop.example:*'],
    ['http://localhost:3000:*', 'http://localhost:3000'],
    ['https://gö.example', 'https://xn--g-1ga.example'],
  ])('%s is none, and %s was meant', (text, instead) => expect(originFault(text)).toMatchObject({ instead }));

  it.each(['', '   ', 'shop', 'null', 'ftp://shop.example', 'file:///etc/passwd', 'https://', 'javascript:alert(1)'])(
    '%j is none, and nobody can tell what was meant',
    (text) => {
      const fault = originFault(text);
      expect(fault?.instead).toBeUndefined();
      expect(fault?.why).toContain('https://shop.example');
    },
  );

  it.each(['*', 'https://*', 'https://*.shop.example', 'https://shop.*:*', '*:*'])(
    '%s would never match, and says so',
    (text) => expect(originFault(text)?.why).toContain('any port and for nothing else'),
  );

  it('is taken as it was meant, whatever somebody typed', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.webUrl(), fc.domain()), (text) => {
        const instead = originFault(text)?.instead;
        if (instead !== undefined) expect(originFault(instead)).toBeUndefined();
      }),
    );
  });

  it('is what a browser sends as Origin, or that with any port', () => {
    fc.assert(
      fc.property(fc.webUrl(), (text) => {
        const { origin } = new URL(text);
        expect(originFault(origin)).toBeUndefined();
      }),
    );
  });
});

describe('a warning', () => {
  it.each([
    ['http://shop.example', 'Not encrypted'],
    ['https://shop.example:*', 'Every port'],
    ['http://shop.example:*', 'Not encrypted'],
    ['http://localhost:*', 'Pages on the computer'],
    ['http://127.0.0.1:3000', 'Pages on the computer'],
    ['http://[::1]:3000', 'Pages on the computer'],
    ['http://localhost.evil.example', 'Not encrypted'],
  ])('stands at %s: %s', (origin, start) => expect(originWarning(origin)).toMatch(new RegExp(`^${start}`)));

  it.each(['https://shop.example', 'https://shop.example:8443'])('does not stand at %s', (origin) => {
    expect(originWarning(origin)).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { ABSENT_PICTURE, safeAttributes } from './attributes.ts';

const PIXEL = 'data:image/png;base64,iVBORw0KGgo=';

describe('an address', () => {
  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' java\tscript:alert(1)',
    'java\nscript:alert(1)',
    '\u0001javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'data:application/xhtml+xml,x',
    'file:///etc/passwd',
    'view-source:http://x',
  ])('%j of a link leads nowhere', (href) => {
    expect(safeAttributes('a', { href })).toEqual({ href: '#' });
    expect(safeAttributes('a', { 'xlink:href': href })).toEqual({ 'xlink:href': '#' });
  });

  it('of an honest link stays: it is part of how the page looked', () => {
    const link = { href: 'https://shop.example/pay', class: 'pay' };
    expect(safeAttributes('a', link)).toEqual(link);
  });

  it.each(['action', 'background', 'data', 'formaction', 'href', 'manifest', 'poster', 'src', 'xlink:href', 'SRC'])(
    'in %s is fetched from nowhere',
    (name) => expect(safeAttributes('div', { [name]: 'http://evil.example/x' })).toEqual({}),
  );

  it('inside the recording itself is kept', () => {
    expect(safeAttributes('use', { href: '#shape' })).toEqual({ href: '#shape' });
    expect(safeAttributes('video', { poster: PIXEL })).toEqual({ poster: PIXEL });
  });
});

describe('a picture', () => {
  it('from elsewhere is marked as absent and asks nobody', () => {
    const { src, ...rest } = safeAttributes('img', { src: 'http://evil.example/x.png', alt: 'Tea' });
    expect(src).toMatch(/^data:image\/svg/);
    expect(rest).toEqual({ alt: 'Tea', [ABSENT_PICTURE]: '' });
  });

  it('that comes with the recording is shown, and a former mark goes', () => {
    expect(safeAttributes('img', { src: PIXEL })).toEqual({ src: PIXEL, [ABSENT_PICTURE]: null });
  });

  it('drawn by rrweb is one only as an image', () => {
    expect(safeAttributes('img', { rr_dataURL: PIXEL })).toEqual({ rr_dataURL: PIXEL });
    expect(safeAttributes('img', { rr_dataURL: 'http://evil.example/x.png' })).toEqual({});
    expect(safeAttributes('img', { rr_dataURL: 'data:text/html,x' })).toEqual({});
  });

  it('has no second address', () => {
    expect(safeAttributes('img', { srcset: 'http://evil.example/x 2x' })).toEqual({});
    expect(safeAttributes('source', { src: 'http://evil.example/x', srcset: 'y' })).toEqual({});
  });
});

describe('an element that fetches or navigates by itself', () => {
  it.each([
    'preconnect',
    'dns-prefetch',
    'prefetch',
    'preload',
    'modulepreload',
    'prerender',
    'manifest',
    'icon',
    'stylesheet',
  ])('link rel=%s asks nobody', (rel) =>
    expect(safeAttributes('link', { rel, href: 'http://evil.example/', as: 'script' })).toEqual({}),
  );

  it('is a stylesheet only with the rules that the recording has', () => {
    const sheet = {
      rel: 'stylesheet',
      href: 'http://evil.example/a.css',
      media: 'print',
      _cssText: 'a { color: red }',
    };
    expect(safeAttributes('link', sheet)).toEqual({ media: 'print', _cssText: 'a { color: red }' });
  });

  it.each<[string, Record<string, string>]>([
    ['meta', { 'http-equiv': 'refresh', content: '0;url=http://evil.example' }],
    ['meta', { 'http-equiv': 'Content-Security-Policy', content: "default-src 'self'" }],
    ['meta', { name: 'referrer', content: 'unsafe-url' }],
    ['base', { href: 'http://evil.example/', target: '_top' }],
    ['iframe', { src: 'http://evil.example/', srcdoc: '<script></script>', sandbox: 'allow-scripts', rr_src: 'x' }],
    ['object', { data: 'http://evil.example/x.swf' }],
    ['embed', { src: 'http://evil.example/x.swf' }],
    ['frame', { src: 'http://evil.example/' }],
    ['portal', { src: 'http://evil.example/' }],
    ['fencedframe', { src: 'http://evil.example/' }],
  ])('%s %j keeps nothing', (tag, attributes) => expect(safeAttributes(tag, attributes)).toEqual({}));

  it('keeps its place on the page', () => {
    const place = { class: 'map', id: 'm', width: '300', height: '200', rr_width: '300px', style: 'border: 0' };
    expect(safeAttributes('iframe', { ...place, src: 'http://evil.example/' })).toEqual(place);
  });

  it('may be behind an id that nobody knows: such a change keeps the looks alone', () => {
    expect(safeAttributes('', { rel: 'preconnect', href: 'http://evil.example', class: 'a' })).toEqual({ class: 'a' });
  });
});

describe('what does something', () => {
  it.each(['onclick', 'ONERROR', 'onload', 'onpointerrawupdate', 'onanythingnew'])('%s goes', (name) => {
    expect(safeAttributes('img', { [name]: 'alert(1)' })).toEqual({});
  });

  it.each(['autofocus', 'autoplay', 'ping', 'http-equiv', 'is', 'nonce', 'srcdoc', 'csp', 'integrity'])(
    '%s goes',
    (name) => {
      expect(safeAttributes('video', { [name]: 'x' })).toEqual({});
    },
  );

  it('does not animate itself into an address', () => {
    expect(safeAttributes('animate', { attributeName: 'xlink:href', to: 'javascript:x' })).toEqual({
      to: 'javascript:x',
    });
    expect(safeAttributes('animate', { attributeName: 'r', to: '5' })).toEqual({ attributeName: 'r', to: '5' });
  });

  it('makes no sound', () => {
    const video = { src: 'http://evil.example/v.mp4', rr_mediaState: 'played', rr_mediaVolume: 1 };
    expect(safeAttributes('video', video)).toEqual({ rr_mediaVolume: 1, [ABSENT_PICTURE]: '' });
  });

  it('is no nesting bomb', () => {
    const bomb = 'a{'.repeat(10_000);
    expect(safeAttributes('style', { _cssText: bomb })).toEqual({ _cssText: '' });
    expect(safeAttributes('p', { style: bomb })).toEqual({ style: '' });
  });
});

import { describe, expect, it } from 'vitest';
import { addressWarning, linkWarning, waysToInstall } from './tags.ts';

const ways = waysToInstall({ host: 'https://falter.example', key: 'fk_7mQ2vXc9LtR4' });
const textOf = (id: string): string => ways.find((way) => way.id === id)?.text ?? '';

describe('ways to install', () => {
  it('are five, each with the real address, and the key where it is needed', () => {
    expect(ways.map(({ id }) => id)).toEqual(['script', 'csp', 'npm', 'gtm', 'full']);
    for (const { text } of ways) expect(text).toContain('https://falter.example');
    for (const id of ['script', 'npm', 'gtm', 'full']) expect(textOf(id)).toContain('fk_7mQ2vXc9LtR4');
  });

  it('by tag is one line that pages take as it is', () => {
    expect(textOf('script')).toBe(
      '<script async crossorigin src="https://falter.example/falter.js" data-key="fk_7mQ2vXc9LtR4"></script>',
    );
  });

  it('by a fixed version has its integrity, where the collector tells it', () => {
    const pinned = { path: '/v/0123456789abcdef/falter.js', integrity: 'sha384-abc' };
    const [, , , , , fixed] = waysToInstall({ host: 'https://falter.example', key: 'k', pinned });
    expect(fixed?.text).toContain('src="https://falter.example/v/0123456789abcdef/falter.js" integrity="sha384-abc"');
  });

  it('in one file can be pinned too, where the collector tells it', () => {
    expect(textOf('full')).toContain('src="https://falter.example/falter.full.js" data-key');
    const full = { path: '/v/fedcba9876543210/falter.full.js', integrity: 'sha384-def' };
    const pinned = { path: '/v/0123456789abcdef/falter.js', integrity: 'sha384-abc', full };
    const way = waysToInstall({ host: 'https://falter.example', key: 'k', pinned }).find(({ id }) => id === 'full');
    expect(way?.text).toContain(
      'src="https://falter.example/v/fedcba9876543210/falter.full.js" integrity="sha384-def"',
    );
  });

  it('by policy names script-src and connect-src', () => {
    expect(textOf('csp')).toBe('script-src https://falter.example; connect-src https://falter.example');
  });

  it('by npm imports the package and starts it', () => {
    const [line = '', , call] = textOf('npm').split('\n');
    expect(line.replace(/[{}';]/g, '').split(/ +/)).toEqual(['import', 'start', 'from', '@falter/capture']);
    expect(call).toBe("start({ key: 'fk_7mQ2vXc9LtR4', endpoint: 'https://falter.example' });");
  });

  it('by tag manager makes an element that has its key', () => {
    const made: Record<string, unknown> = {};
    const document = {
      createElement: () =>
        Object.assign(made, { setAttribute: (name: string, value: string) => Object.assign(made, { [name]: value }) }),
      head: { appendChild: (tag: unknown) => expect(tag).toBe(made) },
    };
    const script = textOf('gtm').replace(/<\/?script>/g, '');
    new Function('document', script)(document);
    expect(made).toMatchObject({
      async: true,
      crossOrigin: 'anonymous',
      src: 'https://falter.example/falter.js',
      'data-key': 'fk_7mQ2vXc9LtR4',
    });
  });
});

describe('an address', () => {
  it.each([
    ['http://127.0.0.1:4600', 'this computer alone'],
    ['http://localhost:4600', 'this computer alone'],
    ['http://shop.localhost:4600', 'this computer alone'],
    ['http://[::1]:4600', 'this computer alone'],
    ['http://falter.intern', 'not encrypted'],
    ['https://falter.example', ''],
  ])('%s: %s', (host, words) => {
    const warning = addressWarning(host);
    if (words === '') expect(warning).toBe('');
    else expect(warning).toContain(words);
    const ofLink = linkWarning(host);
    if (words === '') expect(ofLink).toBe('');
    else expect(ofLink).toContain(words);
  });
});

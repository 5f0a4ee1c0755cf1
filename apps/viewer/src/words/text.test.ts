import { describe, expect, it } from 'vitest';
import { counted, pathOf, shortUrl } from './text.ts';

describe('counting', () => {
  it.each([
    [0, '0 clicks'],
    [1, '1 click'],
    [1_200, '1,200 clicks'],
  ])('%i', (count, text) => expect(counted(count, 'click')).toBe(text));

  it('knows odd plurals', () => expect(counted(2, 'batch', 'batches')).toBe('2 batches'));
});

describe('a URL in a list', () => {
  it('loses its scheme and fragment', () => {
    expect(shortUrl('https://shop.example:8080/a?b=c#d')).toBe('shop.example:8080/a?b=c');
    expect(pathOf('https://shop.example/a?b=c#d')).toBe('/a?b=c');
  });

  it('stays what it is when it is none', () => {
    expect(shortUrl('')).toBe('');
    expect(pathOf('about something')).toBe('about something');
  });
});

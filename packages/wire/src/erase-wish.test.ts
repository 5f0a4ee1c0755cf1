import { describe, expect, it } from 'vitest';
import { parseEraseWish } from './erase-wish.ts';
import { utf8 } from './sample-batch.ts';

const WISH = { v: 1, key: 'a-write-key', session: 'session-0123456789', secret: 'secret-01234567890' };

describe('a wish to erase', () => {
  it('is one line of JSON; what a newer page adds is left aside', () => {
    expect(parseEraseWish(utf8(`${JSON.stringify({ ...WISH, reason: 'consent' })}\n`))).toEqual(WISH);
  });

  it.each([
    ['nothing', ''],
    ['an array', '[]'],
    ['no JSON', '{'],
    ['no session', JSON.stringify({ ...WISH, session: undefined })],
    ['a session with a path', JSON.stringify({ ...WISH, session: '../../etc/passwd____' })],
    ['a short secret', JSON.stringify({ ...WISH, secret: 'x' })],
    ['two sessions', '{"v":1,"key":"k","session":"session-0123456789","session":"session-9876543210","secret":"s"}'],
  ])('with %s is refused', (_, body) => {
    expect(() => parseEraseWish(utf8(body))).toThrow(expect.objectContaining({ name: 'bad_envelope' }));
  });

  it('of another version is refused, and says nothing of what was sent', () => {
    const wish = () => parseEraseWish(utf8(JSON.stringify({ ...WISH, v: 'a secret' })));
    expect(wish).toThrow(
      expect.objectContaining({ name: 'wrong_version', message: expect.not.stringContaining('secret') }),
    );
  });
});

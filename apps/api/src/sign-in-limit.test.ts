import { describe, expect, it } from 'vitest';
import { ApiError } from './problem.ts';
import { createSignInLimit } from './sign-in-limit.ts';

const stranger = (login: string) => ({ login, device: undefined });

function start() {
  const clock = { now: 0 };
  const limit = createSignInLimit(() => clock.now);
  /** Tries until it is refused, at most 200 times; how often it was heard. */
  const heard = (who: (n: number) => Parameters<typeof limit.attempt>[0]) => {
    for (let n = 0; n < 200; n++) {
      try {
        limit.attempt(who(n));
      } catch {
        return n;
      }
    }
    return 200;
  };
  return { clock, limit, heard };
}

describe('failed sign-ins', () => {
  it('of one login are heard ten times a minute, then refused with the seconds to wait', () => {
    const { clock, limit, heard } = start();
    expect(heard(() => stranger('jo'))).toBe(10);
    clock.now = 15_500;
    expect(() => limit.attempt(stranger('jo'))).toThrow(ApiError);
    try {
      limit.attempt(stranger('jo'));
    } catch (error) {
      expect(error).toMatchObject({ problem: { name: 'too_many_failures' }, headers: { 'retry-after': '45' } });
    }
    clock.now = 60_000;
    expect(heard(() => stranger('jo'))).toBe(10);
  });

  it('of strangers at all logins together are heard sixty times a minute', () => {
    const { heard } = start();
    expect(heard((n) => stranger(`login-${n}`))).toBe(60);
  });

  it('of strangers keep no known device out, of theirs or of another login', () => {
    const { heard, limit } = start();
    heard(() => stranger('jo'));
    heard((n) => stranger(`login-${n}`));
    expect(() => limit.attempt(stranger('ann'))).toThrow('Too many');
    limit.attempt({ login: 'jo', device: 'of-jo' }).forgive();
    limit.attempt({ login: 'ann', device: 'of-ann' }).forgive();
  });

  it('on a known device are limited as well: it may be stolen', () => {
    const { heard } = start();
    expect(heard(() => ({ login: 'jo', device: 'of-jo' }))).toBe(10);
    expect(heard(() => ({ login: 'jo', device: 'another' }))).toBe(10);
  });

  it('that turn out right leave no trace', () => {
    const { limit, heard } = start();
    for (let n = 0; n < 100; n++) limit.attempt(stranger('jo')).forgive();
    expect(heard(() => stranger('jo'))).toBe(10);
  });
});

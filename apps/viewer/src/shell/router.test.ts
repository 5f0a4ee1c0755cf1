import { describe, expect, it } from 'vitest';
import { matchRoute } from './router.ts';

describe('a path', () => {
  it.each([
    ['/', { page: 'sessions' }],
    ['/sessions', { page: 'sessions' }],
    ['/sessions/', { page: 'sessions' }],
    ['/sessions?signal=rage-click', { page: 'sessions' }],
    ['/sessions/abc?at=5', { page: 'session', id: 'abc' }],
    ['/sessions/a%20b', { page: 'session', id: 'a b' }],
    ['/sessions/%E0%A4', { page: 'session', id: '%E0%A4' }],
    ['/sign-in?code=x', { page: 'sign-in' }],
    ['/sessions/a/b', { page: 'unknown' }],
    ['/settings', { page: 'unknown' }],
    ['/sign-in/x', { page: 'unknown' }],
  ])('%s', (path, route) => expect(matchRoute(path)).toEqual(route));
});

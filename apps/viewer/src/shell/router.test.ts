import { describe, expect, it } from 'vitest';
import { matchRoute } from './router.ts';

describe('a path', () => {
  it.each([
    ['/', { page: 'sessions', id: '' }],
    ['/sessions', { page: 'sessions', id: '' }],
    ['/sessions/', { page: 'sessions', id: '' }],
    ['/sessions?signal=rage-click', { page: 'sessions', id: '' }],
    ['/dashboard?range=today', { page: 'dashboard', id: '' }],
    ['/dashboard/x', { page: 'unknown', id: '' }],
    ['/sessions/abc?at=5', { page: 'session', id: 'abc' }],
    ['/sessions/a%20b', { page: 'session', id: 'a b' }],
    ['/sessions/%E0%A4', { page: 'session', id: '%E0%A4' }],
    ['/sign-in', { page: 'sign-in', id: '' }],
    ['/set-up?code=x', { page: 'set-up', id: '' }],
    ['/invitation?code=x', { page: 'invitation', id: '' }],
    ['/sessions/a/b', { page: 'unknown', id: '' }],
    ['/health', { page: 'health', id: '' }],
    ['/health/x', { page: 'unknown', id: '' }],
    ['/settings', { page: 'settings', id: '' }],
    ['/settings/project', { page: 'settings', id: 'project' }],
    ['/settings/project/x', { page: 'unknown', id: '' }],
    ['/constructor', { page: 'unknown', id: '' }],
    ['/sign-in/x', { page: 'unknown', id: '' }],
  ])('%s', (path, route) => expect(matchRoute(path)).toEqual(route));
});

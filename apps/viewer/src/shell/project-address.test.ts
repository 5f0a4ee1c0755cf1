import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectOf, withProject } from './project-address.ts';

describe('the project of an address', () => {
  it.each([
    ['/sessions', 'default'],
    ['/sessions?project=shop', 'shop'],
    ['/sessions/abc?at=5&project=shop', 'shop'],
    ['/sessions?project=', 'default'],
    ['/sessions?q=project%3Dshop', 'default'],
    ['/sessions#?project=shop', 'default'],
  ])('%s is %s', (address, project) => expect(projectOf(address)).toBe(project));
});

describe('an address', () => {
  it.each([
    ['/sessions', 'default', '/sessions'],
    ['/sessions/abc?at=5', 'default', '/sessions/abc?at=5'],
    ['/sessions/abc?at=5', 'shop', '/sessions/abc?at=5&project=shop'],
    ['/sessions', 'shop', '/sessions?project=shop'],
    ['/sessions?project=blog', 'shop', '/sessions?project=blog'],
    ['/sessions?project=default', 'shop', '/sessions'],
    ['/sessions?project=&q=x', 'shop', '/sessions?q=x'],
    ['/sessions?project=default&q=x', 'default', '/sessions?q=x'],
    ['/help?q=a%20b#part', 'shop', '/help?q=a+b&project=shop#part'],
    ['/sessions?q=a%20b', 'default', '/sessions?q=a%20b'],
  ])('%s for %s is %s', (address, project, expected) => expect(withProject(address, project)).toBe(expected));

  it('keeps its query whatever the project, and says it once', () => {
    const queries = fc.array(
      fc.tuple(
        fc.string({ minLength: 1 }).filter((name) => name !== 'project'),
        fc.string(),
      ),
    );
    fc.assert(
      fc.property(queries, fc.constantFrom('default', 'shop', 'tea-2'), (pairs, project) => {
        const address = `/sessions?${new URLSearchParams(pairs)}`;
        const once = withProject(address, project);
        expect(projectOf(once)).toBe(project);
        expect(withProject(once, 'other')).toBe(project === 'default' ? withProject(address, 'other') : once);
        const kept = [...new URLSearchParams(once.split('?')[1])].filter(([name]) => name !== 'project');
        expect(kept).toEqual([...new URLSearchParams(pairs)]);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { SECTIONS, sectionsFor } from './sections.ts';

const ids = (role: string): string[] => sectionsFor(role).map(({ id }) => id);

describe('the sections of the settings', () => {
  it('have ids that can stand in an address, each its own', () => {
    const all = SECTIONS.map(({ id }) => id);
    expect(new Set(all).size).toBe(all.length);
    for (const id of all) expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  });

  it('are all for admins', () => expect(ids('admin')).toEqual(SECTIONS.map(({ id }) => id)));

  it.each(['product', 'support'])('are for %s where the table says so, in its order', (role) => {
    const allowed = SECTIONS.filter(({ roles }) => (roles as readonly string[]).includes(role)).map(({ id }) => id);
    expect(ids(role)).toEqual(allowed);
    expect(allowed).toContain('project');
  });

  it('are not for a role that nobody knows', () => expect(ids('guest')).toEqual([]));

  it('can all be loaded', async () => {
    for (const { id, load } of SECTIONS) expect(typeof (await load()), id).toBe('function');
  });
});

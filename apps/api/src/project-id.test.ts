import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { projectId } from './project-id.ts';

describe('the id of a project', () => {
  it.each([
    ['Low Tide Tea', 'low-tide-tea'],
    ['  shop.example (staging)  ', 'shop-example-staging'],
    ['Café Zoë', 'cafe-zoe'],
    ['店', 'project'],
    ['!!!', 'project'],
    ['x'.repeat(80), 'x'.repeat(40)],
    [`${'x'.repeat(39)} y`, 'x'.repeat(39)],
  ])('of %j is %s', (name, id) => expect(projectId(name, new Set())).toBe(id));

  it('is numbered where it is taken', () => {
    expect(projectId('Shop', new Set(['shop']))).toBe('shop-2');
    expect(projectId('Shop', new Set(['shop', 'shop-2', 'shop-3']))).toBe('shop-4');
  });

  it('has nothing but lower-case letters, digits and single dashes, whatever the name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (name) => {
        expect(projectId(name, new Set())).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
      }),
    );
  });
});

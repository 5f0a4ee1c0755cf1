import { describe, expect, it } from 'vitest';
import { elementIdentity } from './element-identity.ts';

const id = (label: string, selector: string) => elementIdentity({ nodeId: 7, tag: 'button', label, selector });

describe('an element', () => {
  it('with words is its role and words, wherever it stands, with numbers taken out', () => {
    expect(id('button "Add 3 items"', 'main > div:nth-of-type(2) > button')).toBe('button "Add # items"');
    expect(id('button "Add 3 items"', 'aside > button')).toBe(id('button "Add 12 items"', 'main > button'));
  });

  it('without words is its kind and place, without positions and what a build tool counts', () => {
    expect(id('button', '#cart > ul.rows > li:nth-of-type(3) > button.remove')).toBe(
      'button at #cart > ul.rows > li > button.remove',
    );
    expect(id('button', '#tab-12 > button')).toBe('button at * > button');
    expect(id('button', 'div.row-7 > button')).toBe('button at div > button');
  });

  it('whose words were masked is its place', () => {
    expect(id('button at main > button:nth-of-type(2)', 'main > button:nth-of-type(2)')).toBe(
      id('button at main > button:nth-of-type(1)', 'main > button:nth-of-type(1)'),
    );
  });
});

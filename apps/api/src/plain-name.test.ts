import { describe, expect, it } from 'vitest';
import { bodies } from './account-schemas.ts';
import { isPlainName } from './plain-name.ts';
import { newProjectBody } from './project-schemas.ts';

const PLAIN = ['Zoë', '山田', 'علی\u200cرضا', '👨‍👩‍👧 Team', 'שלום\u200f', '7', "O'Neill-Smith"];
const OTHERS = [
  'a\u0000b',
  'a\u001b[2J',
  'a\nb',
  '\u202eevil',
  'a\u2067b',
  '\ud800',
  'a\u2028b',
  '\u200b',
  '\u200d\u200c',
  '',
];

describe('a name', () => {
  it.each(PLAIN)('that people have is one: %j', (name) => {
    expect(isPlainName(name)).toBe(true);
  });

  it.each(OTHERS)('that cannot be seen, or does something to the line, is none: %j', (name) => {
    expect(isPlainName(name)).toBe(false);
  });

  it('of users and of projects is held to it', () => {
    for (const [names, right] of [
      [PLAIN, true],
      [OTHERS, false],
    ] as const) {
      for (const name of names) {
        expect(bodies.newUser.safeParse({ login: 'jo', name, role: 'support' }).success, name).toBe(right);
        expect(newProjectBody.safeParse({ name }).success, name).toBe(right);
      }
    }
  });
});

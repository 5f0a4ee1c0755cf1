import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loginProblem, PASSWORD_MAX_CHARS, PASSWORD_MIN_CHARS, passwordProblem } from './accounts.ts';

describe('a password', () => {
  it.each(['harbour fog at nine', 'correct-horse', 'ünïcödé wörds', '四つの言葉でできた合言葉です', 'Tr0ub4dor&3xyz'])(
    '%s is fine',
    (password) => expect(passwordProblem(password, 'jo@shop.example')).toBe(''),
  );

  it('is long enough, and says how much is missing', () => {
    expect(passwordProblem('', 'jo')).toBe('At least 12 characters: 12 more.');
    expect(passwordProblem('abcdefghijk', 'jo')).toBe('At least 12 characters: 1 more.');
    expect(passwordProblem('abcdefghijkl', 'jo')).toBe('');
    // Counted as people see them: six pairs of surrogates are six.
    expect(passwordProblem('🍵🫖🌊🐚🦀🐟', 'jo')).toBe('At least 12 characters: 6 more.');
  });

  it('is not endless', () => {
    const words = 'abcdefgh '.repeat(40);
    expect(passwordProblem(words.slice(0, PASSWORD_MAX_CHARS), 'jo')).toBe('');
    expect(passwordProblem(words.slice(0, PASSWORD_MAX_CHARS + 1), 'jo')).toBe('At most 200 characters.');
  });

  it.each(['aaaaaaaaaaaaaaaa', '121212121212', 'abcabcabcabcabc'])(
    '%s is too few characters again and again',
    (password) => expect(passwordProblem(password, 'jo')).toContain('different'),
  );

  it.each([
    ['annemarie.marsh', 'annemarie.marsh'],
    ['ANNEMARIE.MARSH1', 'annemarie.marsh'],
    ['annemarie.marsh@shop.example', 'annemarie.marsh@shop.example'],
    ['annemarie.marsh2026', 'annemarie.marsh@shop.example'],
  ])('%s is little more than the login %s', (password, login) =>
    expect(passwordProblem(password, login)).toContain('the login'),
  );

  it('may hold a short login somewhere', () => {
    expect(passwordProblem('a jolly good fellow', 'jo')).toBe('');
    expect(passwordProblem('harbour fog at nine', '')).toBe('');
  });

  it('of words is judged by its length alone, whatever the words are', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{5,8}$/), { minLength: 3, maxLength: 6 }), (words) => {
        const password = words.join(' ');
        fc.pre(new Set(password).size >= 5);
        expect(passwordProblem(password, 'somebody-else')).toBe('');
        expect(password.length).toBeGreaterThanOrEqual(PASSWORD_MIN_CHARS);
      }),
    );
  });
});

describe('a login', () => {
  it.each(['jo', 'jo@shop.example', 'Jo.Marsh+falter@shop.example', 'jürgen', ' jo '])('%s is fine', (login) =>
    expect(loginProblem(login)).toBe(''),
  );

  it.each([
    ['', 'e-mail'],
    ['  ', 'e-mail'],
    ['jo marsh', 'spaces'],
    ['jo\u0000', 'spaces'],
    ['jo\u202emarsh', 'spaces'],
    ['x'.repeat(101), 'At most 100'],
  ])('%j is refused', (login, words) => expect(loginProblem(login)).toContain(words));
});

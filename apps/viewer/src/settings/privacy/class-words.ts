import type { RedactionClass } from '@falter/wire';

interface ClassWords {
  title: string;
  about: string;
  /** What a page gives away, in the middle of a sentence. */
  leaks: string;
}

/** What the classes of the second net are called, and what each does. */
export const CLASS_WORDS: Readonly<Record<RedactionClass, ClassWords>> = {
  email: { title: 'E-mail addresses', about: 'Each character becomes a star.', leaks: 'e-mail addresses' },
  card: {
    title: 'Card numbers',
    about: '13 to 19 digits of a card scheme whose check digit is right.',
    leaks: 'card numbers',
  },
  token: {
    title: 'Tokens and keys',
    about: 'JSON web tokens, API keys, and long runs of mixed letters and digits.',
    leaks: 'tokens or keys',
  },
  address: {
    title: 'Parts of addresses',
    about: 'User name and password, values of the query, and what stands behind a # and is no anchor.',
    leaks: 'values in addresses',
  },
};

/** Where something stood: `in data-user`, `in its text`. */
export function placeWords(place: string): string {
  if (place === 'text') return 'in its text';
  if (place === 'list' || place === 'other') return 'somewhere in its events';
  return `in ${place}`;
}

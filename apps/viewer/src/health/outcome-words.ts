import type { IntakeOutcome } from '@falter/wire';

const WORDS: Partial<Record<IntakeOutcome, string>> = {
  script: 'Snippet fetched',
  stored: 'Batch stored',
  duplicate: 'Batch sent again',
  failed: 'Failed here',
  unknown_key: 'Unknown key',
  foreign_origin: 'Origin not allowed',
};

/** `Unknown key`, `Too large`: an outcome as people read it. */
export function outcomeWords(outcome: IntakeOutcome): string {
  const words = outcome.replaceAll('_', ' ');
  return WORDS[outcome] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

/** The page's origin, or why there is none. */
export function originWords(origin: string): string {
  if (origin === '') return 'a page that does not say';
  return origin === 'other' ? 'others, too many to list' : origin;
}

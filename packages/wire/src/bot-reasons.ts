/**
 * Why a session is taken for no visitor's. What it is by its own word: `user-agent`, `webdriver`; `imported` and `doctor` are ours.
 * What it did: `jumps` (presses where the pointer had not been a moment ago), `even-clicks` and `even-typing` (as a timer does it),
 * `too-fast` (in two places at once), `at-once` (before the page could be seen), `untouched` (many pages, and nobody did anything). What stands
 * beside it: `viewport` (of a program's window), `no-language`, `no-touch` (a telephone without a touch screen).
 */
export const BOT_REASONS = [
  'user-agent',
  'webdriver',
  'imported',
  'doctor',
  'jumps',
  'even-clicks',
  'even-typing',
  'too-fast',
  'at-once',
  'untouched',
  'viewport',
  'no-language',
  'no-touch',
] as const;

export type BotReason = (typeof BOT_REASONS)[number];

import type { BotReason } from '@falter/wire';

const WORDS: Readonly<Record<BotReason, string>> = {
  'user-agent': 'its browser calls itself a bot',
  webdriver: 'its browser is driven by a program',
  imported: 'its recording was imported',
  doctor: 'it is a test by falter doctor',
  jumps: 'it clicks where the pointer was not a moment before',
  'even-clicks': 'it clicks as evenly as a clock',
  'even-typing': 'it types as evenly as a clock',
  'too-fast': 'it clicks in two places at once',
  'at-once': 'it clicks before a page can be seen',
  untouched: 'it opens many pages and does nothing there',
  viewport: 'its window has the size of a program\u2019s',
  'no-language': 'its browser has no language',
  'no-touch': 'its telephone has no touch screen',
};

/** Why a session is taken for a bot's, in words: `its browser calls itself a bot; it clicks as evenly as a clock`. '' for none. */
export function botWords(reasons: readonly BotReason[]): string {
  return reasons.map((reason) => WORDS[reason]).join('; ');
}

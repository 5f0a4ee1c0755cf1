import { CHANGES } from './canary-changes.ts';
import { type Place, type Preset, STAYS } from './canary-kinds.ts';
import { MARKUP } from './canary-markup.ts';

export type { Preset };

/** One secret in one position. */
export interface Canary {
  /** Where it stands, in words of a person who reads a list. */
  position: string;
  /** What nothing that leaves the browser may contain. */
  word: string;
  /** Presets that let it leave, because it is what the visitor sees. */
  stays: readonly Preset[];
}

/** Letters and digits that stand nowhere else and look like nothing: no pattern finds them, only where they stand says what they are. */
const word = (number: number): string => `canary${number}x`;

function canariesOf(places: readonly Place<unknown>[], from: number): Canary[] {
  return places.map(([position, secrecy], i) => ({ position, word: word(from + i), stays: STAYS[secrecy] }));
}

const AT_CHANGES = 500;

/** Numbers that a pattern knows have no room for a word: each is planted once, as it is. */
const NUMBERS: readonly Canary[] = [
  { position: 'card number in text', word: '4012 8888 8888 1881', stays: STAYS.pattern },
  { position: 'card number in other digits', word: '٤٠١٢٨٨٨٨٨٨٨٨١٨٨١', stays: STAYS.pattern },
  { position: 'phone number in text', word: '+49 170 7654321', stays: STAYS.pattern },
  { position: 'card number in a label', word: '5555555555554444', stays: STAYS.pattern },
];

/** What stands in the address of the page itself. */
const ADDRESS: readonly Canary[] = [
  { position: 'query of the page', word: word(900), stays: STAYS.never },
  { position: 'fragment of the page', word: word(901), stays: STAYS.never },
];

/** Every secret of the page at `CANARY_PATH` and of what `disturb` does to it. */
export const CANARIES: readonly Canary[] = [
  ...canariesOf(MARKUP, 1),
  ...canariesOf(CHANGES, AT_CHANGES),
  ...NUMBERS,
  ...ADDRESS,
];

/** Address of the page, with secrets in it. */
export const CANARY_PATH: string = `/canaries?token=${word(900)}&next=/a/${word(900)}/b#access_token=${word(901)}`;

/** The page: `head` is what a site puts there, its tag first of all. */
export function canaryPage(head: string): string {
  const places = MARKUP.map(([, , write], i) => write(word(i + 1)));
  const numbers = NUMBERS.map(({ word: number, position }) =>
    position.includes('label') ? `<button aria-label="${number}">x</button>` : `<p>${number}</p>`,
  );
  return `<!DOCTYPE html><html><head><meta charset="utf-8"><title>Canaries</title>${head}</head><body>
${[...places, ...numbers].join('\n')}</body></html>`;
}

/** What a page can be told to do from outside: playwright's Page, as far as it is needed here. */
export interface Visited {
  evaluate(script: string): Promise<unknown>;
}

/** Puts secrets into the page by every kind of change that a script can make, one after another, each in a task of its own. */
export async function disturb(page: Visited): Promise<void> {
  for (const [i, [position, , change]] of CHANGES.entries()) {
    await page.evaluate(`(async () => { ${change(word(AT_CHANGES + i))} })()`).catch((error: unknown) => {
      throw new Error(`the change "${position}" failed: ${String(error)}`);
    });
  }
}

/** Positions whose secret is in what left the browser and may not be, under a preset. */
export function leakedPositions(sent: string, preset: Preset): string[] {
  const plain = sent.toLowerCase();
  return CANARIES.filter(
    ({ word: secret, stays }) => !stays.includes(preset) && plain.includes(secret.toLowerCase()),
  ).map(({ position, word: secret }) => `${position} (${secret})`);
}

/** Positions whose secret may leave under a preset, and is missing: a page that says nothing would leak nothing. */
export function missingPositions(sent: string, preset: Preset): string[] {
  const seen = CANARIES.filter(({ stays }) => stays.includes(preset));
  return seen
    .filter(({ word: secret }) => !sent.includes(secret))
    .map(({ position, word: secret }) => `${position} (${secret})`);
}

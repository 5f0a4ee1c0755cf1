import type { BotReason } from '@falter/wire';
import type { Gaps } from './timeline/gestures.ts';
import type { Timeline } from './timeline/steps.ts';

/** What a program does, and what only stands beside it. Neither makes a bot alone. */
export interface Suspicion {
  behaviour: BotReason[];
  hints: BotReason[];
}

/** Presses that make a habit, and the share of them that no hand could have made. */
const PRESSES = 5;
const SHARE = 0.8;
/** Pauses as even as this are a timer's: of a hand that tries to be even they differ by a twentieth. */
const EVEN = 0.03;
const EVEN_PRESSES = 6;
const EVEN_KEYS = 20;
/** A key that is held repeats itself as evenly, but faster. */
const REPEAT_MS = 80;
const LEAPS = 3;
const PROMPT = 3;
const UNTOUCHED_VIEWS = 5;
/** Behaviours that convict, beside a hint. */
const BEHAVIOURS = 2;
/** Sizes that windows of Puppeteer, Playwright and Cypress have inside, and hardly a person's: theirs has a frame around it. */
const VIEWPORTS = new Set(['800x600', '1280x720', '1000x660']);

/** What of a session's tabs looks like a program. */
export function suspicionOf(timelines: readonly Timeline[], viewport: string): Suspicion {
  const hands = timelines.map(({ gestures }) => gestures);
  const sum = (of: (one: Timeline['gestures']) => number): number => hands.reduce((total, one) => total + of(one), 0);
  const behaviour: BotReason[] = [];
  const isSeen = sum(({ samples }) => samples) > 0 && sum(({ touches }) => touches) === 0;
  const presses = sum((hand) => hand.presses);
  if (isSeen && presses >= PRESSES && sum((hand) => hand.jumped) >= SHARE * presses) behaviour.push('jumps');
  if (
    isEven(
      hands.map((hand) => hand.pressGaps),
      EVEN_PRESSES,
      0,
    )
  )
    behaviour.push('even-clicks');
  if (
    isEven(
      hands.map((hand) => hand.keyGaps),
      EVEN_KEYS,
      REPEAT_MS,
    )
  )
    behaviour.push('even-typing');
  if (sum((hand) => hand.leaps) >= LEAPS) behaviour.push('too-fast');
  if (sum((hand) => hand.prompt) >= PROMPT) behaviour.push('at-once');
  const views = timelines.flatMap(({ steps }) => steps).filter((step) => step.kind === 'view');
  const isUntouched = views.length >= UNTOUCHED_VIEWS && views.every((view) => !view.active && !view.moved);
  if (isUntouched && timelines.every(({ introduced }) => introduced)) behaviour.push('untouched');
  const hints: BotReason[] = VIEWPORTS.has(viewport) ? ['viewport'] : [];
  if (timelines.some(({ introduced, language }) => introduced && language === '')) hints.push('no-language');
  return { behaviour, hints };
}

/**
 * Why a session is taken for a program's; empty: it is a person's. What a program says of itself (`declared`) convicts alone, behaviour
 * does not: people use assistive tools, keyboards and remote desktops. Two behaviours beside a hint do.
 */
export function botReasons(
  { behaviour, hints }: Suspicion,
  declared: readonly BotReason[],
  hinted: readonly BotReason[] = [],
): BotReason[] {
  if (declared.length > 0) return [...declared, ...behaviour];
  const beside = [...hints, ...hinted];
  return behaviour.length >= BEHAVIOURS && beside.length > 0 ? [...behaviour, ...beside] : [];
}

/** The spread of all of them is hardly anything of their mean. */
function isEven(all: readonly Gaps[], least: number, longerThan: number): boolean {
  const sum = (of: (gaps: Gaps) => number): number => all.reduce((total, gaps) => total + of(gaps), 0);
  const count = sum((gaps) => gaps.count);
  if (count < least) return false;
  const mean = sum((gaps) => gaps.sum) / count;
  const spread = Math.sqrt(Math.max(0, sum((gaps) => gaps.squares) / count - mean * mean));
  return mean > longerThan && spread < EVEN * mean;
}

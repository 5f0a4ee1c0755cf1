import { guarded } from '../host/guarded.ts';
import type { Extras } from './extras.ts';

/** Calls `use` with the extras: at once where they are here. `without`: they do not come. */
export type Later = (use: (extras: Extras) => void, without?: () => void) => void;

/** Gets the extras for a page, once. `failed`: they did not come. */
export type BringExtras = (arrived: (extras: Extras) => void, failed: () => void) => void;

/** Has the extras brought when somebody asks for them first, and keeps those who wait. */
export function createLater(bring: BringExtras): Later {
  let here: Extras | false | undefined;
  const waiting: Parameters<Later>[] = [];
  const answer = guarded((...[use, without]: Parameters<Later>): void => {
    if (here) use(here);
    else without?.();
  });

  function settle(extras: Extras | false): void {
    here = extras;
    for (const one of waiting.splice(0)) answer(...one);
  }

  return (...one) => {
    if (here !== undefined) answer(...one);
    else if (waiting.push(one) === 1) bring(settle, () => settle(false));
  };
}

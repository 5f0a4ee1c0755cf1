/** How much may be spent: so much a second on the average, a store of it for what comes at once, and an end. */
export interface Budget {
  /** Takes it out, or says that there is not so much. `now` in milliseconds, never going back. */
  spend(amount: number, now: number): boolean;
}

export function createBudget({ perSecond, store, total }: { perSecond: number; store: number; total: number }): Budget {
  let left = store;
  let spent = 0;
  let at: number | undefined;

  return {
    spend(amount, now) {
      left = Math.min(store, left + ((now - (at ?? now)) * perSecond) / 1000);
      at = now;
      if (amount > left || spent + amount > total) return false;
      left -= amount;
      spent += amount;
      return true;
    },
  };
}

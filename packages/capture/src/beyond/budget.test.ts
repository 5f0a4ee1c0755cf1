import { describe, expect, test } from 'vitest';
import { createBudget } from './budget.ts';

describe('a budget', () => {
  test('lets through what is in store, and what comes back a second', () => {
    const budget = createBudget({ perSecond: 10, store: 20, total: 1000 });
    expect([budget.spend(15, 0), budget.spend(10, 0), budget.spend(5, 0)]).toEqual([true, false, true]);
    expect([budget.spend(10, 900), budget.spend(10, 1000)]).toEqual([false, true]);
  });

  test('is never more than the store, however long nothing was spent', () => {
    const budget = createBudget({ perSecond: 10, store: 20, total: 1000 });
    budget.spend(20, 0);
    expect([budget.spend(21, 3_600_000), budget.spend(20, 3_600_000)]).toEqual([false, true]);
  });

  test('has an end', () => {
    const budget = createBudget({ perSecond: 1000, store: 1000, total: 1500 });
    expect([budget.spend(1000, 0), budget.spend(600, 10_000), budget.spend(500, 10_000)]).toEqual([true, false, true]);
    expect(budget.spend(1, 1e9)).toBe(false);
  });
});

import { expect, test } from 'vitest';
import { createBudget, DOCUMENT_MAX, UNATTENDED_MAX } from './request-budget.ts';

function allowed(mayTell: (seen: number) => boolean, seen: number, tries: number): number {
  return Array.from({ length: tries }, () => mayTell(seen)).filter(Boolean).length;
}

test('without a sign of the visitor there is an end, with each sign there is new room', () => {
  const mayTell = createBudget();
  expect(allowed(mayTell, Number.NEGATIVE_INFINITY, 500)).toBe(UNATTENDED_MAX);
  expect(allowed(mayTell, 1_000, 30)).toBe(30);
  expect(allowed(mayTell, 1_000, 500)).toBe(UNATTENDED_MAX - 30);
  expect(allowed(mayTell, 2_000, 500)).toBe(UNATTENDED_MAX);
});

test('a loop run wild under a visitor’s hands ends with the document’s limit', () => {
  const mayTell = createBudget();
  let told = 0;
  for (let seen = 0; seen < 200; seen++) told += allowed(mayTell, seen, 200);
  expect(told).toBe(DOCUMENT_MAX);
});

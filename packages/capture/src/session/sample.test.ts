import { expect, test } from 'vitest';
import { newId } from './ids.ts';
import { isInSample } from './sample.ts';

const IDS = Array.from({ length: 20_000 }, newId);

test('all is all and none is none', () => {
  expect(IDS.every((id) => isInSample(id, 1))).toBe(true);
  expect(IDS.some((id) => isInSample(id, 0))).toBe(false);
});

test.each([0.01, 0.25, 0.5, 0.9])('a share of %d is one, within five standard errors', (share) => {
  const count = IDS.filter((id) => isInSample(id, share)).length;
  const error = Math.sqrt(share * (1 - share) * IDS.length);
  expect(Math.abs(count - share * IDS.length)).toBeLessThan(5 * error);
});

test('ids that differ in their last character alone are drawn independently', () => {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-';
  const drawn = IDS.slice(0, 300).flatMap((id) => [...alphabet].map((last) => isInSample(id.slice(0, -1) + last, 0.5)));
  const share = drawn.filter(Boolean).length / drawn.length;
  expect(Math.abs(share - 0.5)).toBeLessThan(0.03);
  // Not by whole families: within most of them there are both.
  const mixed = IDS.slice(0, 300).filter((id) => {
    const family = [...alphabet].map((last) => isInSample(id.slice(0, -1) + last, 0.5));
    return family.includes(true) && family.includes(false);
  });
  expect(mixed.length).toBeGreaterThan(290);
});

test('the same id gives the same answer, and who is in a small share is in every larger one', () => {
  for (const id of IDS.slice(0, 2_000)) {
    const answers = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => isInSample(id, share));
    expect(answers).toEqual(answers.toSorted());
    expect(answers).toEqual([0.1, 0.3, 0.5, 0.7, 0.9].map((share) => isInSample(id, share)));
  }
});

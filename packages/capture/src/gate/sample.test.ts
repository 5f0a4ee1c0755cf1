import { expect, test } from 'vitest';
import { newId } from '../session/ids.ts';
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

test('an id from before this version is recorded until its session ends', () => {
  expect(isInSample('V1StGXR8_Z5jdHi6B-myT', 0.01)).toBe(true);
});

test('the same id gives the same answer, and who is in a small share is in every larger one', () => {
  for (const id of IDS.slice(0, 2_000)) {
    const answers = [0.1, 0.3, 0.5, 0.7, 0.9].map((share) => isInSample(id, share));
    expect(answers).toEqual(answers.toSorted());
    expect(answers).toEqual([0.1, 0.3, 0.5, 0.7, 0.9].map((share) => isInSample(id, share)));
  }
});

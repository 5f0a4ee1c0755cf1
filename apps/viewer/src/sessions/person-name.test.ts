import { expect, test } from 'vitest';
import { personName } from './person-name.ts';

test.each([
  ['', { name: 'Nobody' }, ''],
  ['u-17', {}, 'u-17'],
  ['u-17', { plan: 'gold' }, 'u-17'],
  ['u-17', { email: 'ann@shop.example', name: 'Ann' }, 'Ann'],
  ['u-17', { Full_Name: 'Ann Bo' }, 'Ann Bo'],
  ['u-17', { name: ' ', email: 'ann@shop.example' }, 'ann@shop.example'],
])('%j with %j is called %j', (person, traits, name) => {
  expect(personName({ person, traits })).toBe(name);
});

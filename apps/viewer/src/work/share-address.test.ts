import { expect, it } from 'vitest';
import { shareAddress } from './share-address.ts';

it('opens at the moment, in the project, and keeps the token where no server sees it', () => {
  const origin = 'https://falter.example';
  expect(shareAddress('/shared/abc#token', { at: 4_200.4, tab: undefined }, origin)).toBe(
    'https://falter.example/shared/abc?at=4200#token',
  );
  expect(shareAddress('/shared/abc?project=b#token', { at: 0, tab: 'tab-2' }, origin)).toBe(
    'https://falter.example/shared/abc?project=b&at=0&tab=tab-2#token',
  );
});

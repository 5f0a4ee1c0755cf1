import { expect, it } from 'vitest';
import { shareAddress } from './share-address.ts';

it('opens at the moment, in the project, and keeps the token where no server sees it', () => {
  const origin = 'https://falter.example';
  expect(shareAddress('/shared/abc#token', 4_200.4, origin)).toBe('https://falter.example/shared/abc?at=4200#token');
  expect(shareAddress('/shared/abc?project=b#token', 0, origin)).toBe(
    'https://falter.example/shared/abc?project=b&at=0#token',
  );
});

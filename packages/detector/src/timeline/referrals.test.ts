import { describe, expect, it } from 'vitest';
import { Referrals } from './referrals.ts';
import { emptyTape } from './tape.ts';

const tapes = (count: number) => Array.from({ length: count }, () => emptyTape(0, true));

describe('who sent the visitor', () => {
  it('is nobody where an address was typed, on a site that tells of it', () => {
    const [first, second] = tapes(2);
    const referrals = new Referrals();
    referrals.came('https://a.test/list', first!, 'https://a.test/list#top');
    referrals.came('', second!, 'https://a.test/tea');
    referrals.settle();
    expect([first!.wentElsewhere, second!.wentElsewhere]).toEqual([false, true]);
  });

  it('is not known where a site keeps it to itself', () => {
    const [first] = tapes(1);
    const referrals = new Referrals();
    referrals.came('', first!, 'https://a.test/list');
    referrals.settle();
    expect(first!.wentElsewhere).toBe(false);
  });
});

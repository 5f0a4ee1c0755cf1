import { describe, expect, it } from 'vitest';
import { enterIn } from './enter.ts';
import { Mirror } from './mirror.ts';
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
    expect([first!.wentElsewhere, first!.perhapsElsewhere]).toEqual([false, true]);
  });

  it('is not believed to be nobody where a link was followed, and the site does not tell', () => {
    const [first] = tapes(1);
    const mirror = new Mirror(() => {});
    mirror.load({ type: 2, id: 1, tagName: 'form', attributes: {}, childNodes: [] });
    const form = mirror.root!;
    first!.enters.push(enterIn(form, { at: 9, index: 1 }, 0));
    first!.times.push(20);
    const referrals = new Referrals();
    referrals.came('', first!, 'https://a.test/list');
    referrals.settle();
    expect(first!.perhapsElsewhere).toBe(false);
  });
});

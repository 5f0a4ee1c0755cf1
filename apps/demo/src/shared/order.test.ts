import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { giftWrapPence, totalOf } from './order.ts';
import { teas } from './teas.ts';

const order = fc.record({
  lines: fc.array(
    fc.record({ slug: fc.constantFrom(...teas.map((tea) => tea.slug)), tins: fc.integer({ min: 1, max: 99 }) }),
  ),
  giftWrap: fc.boolean(),
  percentOff: fc.integer({ min: 0, max: 50 }),
});

describe('totalOf', () => {
  test('adds tins, wrap and postage', () => {
    expect(totalOf({ lines: [{ slug: 'harbour-fog', tins: 2 }], giftWrap: true, percentOff: 0 })).toEqual({
      tins: 2300,
      discount: 0,
      giftWrap: giftWrapPence,
      postage: 350,
      sum: 2900,
    });
  });

  test('takes a voucher off the tins, not off the postage', () => {
    const total = totalOf({ lines: [{ slug: 'harbour-fog', tins: 2 }], giftWrap: false, percentOff: 10 });
    expect(total).toMatchObject({ discount: 230, postage: 350, sum: 2420 });
  });

  test('sends orders of thirty pounds free, measured after the voucher', () => {
    const lines = [{ slug: 'moon-jelly', tins: 2 }];
    expect(totalOf({ lines, giftWrap: false, percentOff: 10 }).postage).toBe(0);
    expect(totalOf({ lines, giftWrap: false, percentOff: 20 }).postage).toBe(350);
  });

  test('an order of nothing costs its postage: the sample travels too', () => {
    expect(totalOf({ lines: [], giftWrap: false, percentOff: 0 }).sum).toBe(350);
  });

  test('is the sum of its parts, in whole pence', () => {
    fc.assert(
      fc.property(order, (one) => {
        const total = totalOf(one);
        expect(total.sum).toBe(total.tins - total.discount + total.giftWrap + total.postage);
        expect(Object.values(total).every((pence) => Number.isInteger(pence) && pence >= 0)).toBe(true);
      }),
    );
  });
});

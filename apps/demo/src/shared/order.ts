/** What an order is and what it costs: one arithmetic for the cart page and for the server that takes the order. */

import { teaOf } from './teas.ts';

export interface Line {
  readonly slug: string;
  /** Tins, 1..99. */
  readonly tins: number;
}

export interface Order {
  readonly lines: readonly Line[];
  readonly giftWrap: boolean;
  /** Percent off the tins, 0 without a voucher. */
  readonly percentOff: number;
}

/** All figures in pence. */
export interface Total {
  readonly tins: number;
  readonly discount: number;
  readonly giftWrap: number;
  readonly postage: number;
  readonly sum: number;
}

/** The fewest and the most tins of one tea in an order. */
export const tinsMin = 1;
export const tinsMax = 99;

/** Paper and string, in pence. */
export const giftWrapPence = 250;

const postagePence = 350;
/** Orders of thirty pounds and more travel free. */
const freePostageFromPence = 3000;

/** Adds an order up. Lines of a tea the shop does not sell cost nothing: the server refuses them before it asks. */
export function totalOf(order: Order): Total {
  const tins = order.lines.reduce((sum, line) => sum + (teaOf(line.slug)?.pence ?? 0) * line.tins, 0);
  const discount = Math.round((tins * order.percentOff) / 100);
  const giftWrap = order.giftWrap ? giftWrapPence : 0;
  const postage = tins - discount >= freePostageFromPence ? 0 : postagePence;
  return { tins, discount, giftWrap, postage, sum: tins - discount + giftWrap + postage };
}

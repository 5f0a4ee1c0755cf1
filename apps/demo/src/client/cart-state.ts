import { type Line, type Order, tinsMax, tinsMin } from '../shared/order.ts';
import { teaOf } from '../shared/teas.ts';

export interface Cart {
  readonly lines: readonly Line[];
  readonly giftWrap: boolean;
  readonly voucher: { readonly code: string; readonly percentOff: number } | null;
}

const place = 'low-tide.cart';
const emptyCart: Cart = { lines: [], giftWrap: false, voucher: null };
const watchers = new Map<HTMLElement, (cart: Cart) => void>();
let cart = stored();

export function currentCart(): Cart {
  return cart;
}

/** Changes the cart, keeps it for the next page and tells whoever shows it. */
export function changeCart(change: Partial<Cart>): void {
  cart = { ...cart, ...change };
  try {
    localStorage.setItem(place, JSON.stringify(cart));
  } catch {
    // Storage is forbidden here: the cart lives as long as this page.
  }
  for (const [shown, show] of watchers) {
    if (shown.isConnected) show(cart);
    else watchers.delete(shown);
  }
}

/** Puts tins of a tea into the cart, or takes all of it out with 0. */
export function setTins(slug: string, tins: number): void {
  const others = cart.lines.filter((line) => line.slug !== slug);
  const line = { slug, tins: Math.min(tins, tinsMax) };
  const known = others.length < cart.lines.length;
  const changed = known ? cart.lines.map((one) => (one.slug === slug ? line : one)) : [...others, line];
  changeCart({ lines: tins < tinsMin ? others : changed });
}

export function tinsOf(slug: string): number {
  return cart.lines.find((line) => line.slug === slug)?.tins ?? 0;
}

export function emptyTheCart(): void {
  changeCart(emptyCart);
}

/** Calls `show` now and at every change, for as long as the element is on the page. */
export function watchCart(element: HTMLElement, show: (cart: Cart) => void): void {
  watchers.set(element, show);
  show(cart);
}

export function orderOf({ lines, giftWrap, voucher }: Cart): Order {
  return { lines, giftWrap, percentOff: voucher?.percentOff ?? 0 };
}

/** The cart of an earlier page. What another version of the shop left there is sorted out. */
function stored(): Cart {
  try {
    const found = JSON.parse(localStorage.getItem(place) ?? 'null') as Partial<Cart> | null;
    const lines = (found?.lines ?? []).filter(
      (line) => teaOf(line.slug) && line.tins >= tinsMin && line.tins <= tinsMax,
    );
    return { lines, giftWrap: found?.giftWrap === true, voucher: found?.voucher ?? null };
  } catch {
    return emptyCart;
  }
}

import { currentCart } from './cart-state.ts';
import { askShop } from './shop-api.ts';

/** Sends the cart's order and resolves to its number. Nothing that was typed into a form travels. */
export async function placeOrder(): Promise<string> {
  const { lines, giftWrap, voucher } = currentCart();
  const { number } = await askShop<{ number: string }>(
    'order',
    {},
    { lines, giftWrap, voucher: voucher?.code ?? null },
  );
  return number;
}

import { emptyTheCart } from './cart-state.ts';
import { onLiveClick } from './faults.ts';
import { placeOrder } from './order.ts';
import { button, part, say } from './part.ts';
import { carelessly } from './shop-api.ts';
import { keepTabSetting, tabSetting } from './tab-setting.ts';

/** “Pay now” in the cart: orders at once and leaves for the thank-you page. */
export function mountPayNow(root: ParentNode): void {
  const pay = button(root, 'pay-now');
  if (!pay) return;
  const ask = async () => {
    keepTabSetting('order', await placeOrder());
    emptyTheCart();
    location.assign('/thanks');
  };
  onLiveClick(pay, carelessly(part(root, 'pay-status', HTMLElement), ask));
}

/** Writes the number of the last order on the thank-you page. */
export function showOrderNumber(root: ParentNode): void {
  const shown = part(root, 'order-number', HTMLElement);
  if (shown) say(shown, tabSetting('order', shown.textContent ?? ''));
}

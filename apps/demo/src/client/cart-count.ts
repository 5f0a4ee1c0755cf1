import { watchCart } from './cart-state.ts';
import { part } from './part.ts';

/** The number in the header. */
export function mountCartCount(root: ParentNode): void {
  const count = part(root, 'cart-count', HTMLElement);
  if (!count) return;
  watchCart(count, (cart) => {
    count.textContent = String(cart.lines.reduce((sum, line) => sum + line.tins, 0));
  });
}

import { tinsMin } from '../shared/order.ts';
import { teaOf } from '../shared/teas.ts';
import { setTins, tinsOf } from './cart-state.ts';
import { onLiveClick } from './faults.ts';
import { button, part, say } from './part.ts';
import { mountStepper } from './stepper.ts';

/** “Add to cart” on a tea's page, with its quantity, and on the cards of the catalogue. */
export function mountCartButtons(root: ParentNode): void {
  const slug = root.querySelector<HTMLElement>('[data-tea]')?.dataset.tea;
  if (slug !== undefined) mountTea(root, slug);
  for (const add of root.querySelectorAll<HTMLElement>('[data-add]')) {
    const tea = add.dataset.add ?? '';
    onLiveClick(add, () => {
      setTins(tea, tinsOf(tea) + 1);
      say(add.querySelector('span') ?? add, `Added (${tinsOf(tea)})`);
    });
  }
}

function mountTea(root: ParentNode, slug: string): void {
  const group = root.querySelector<HTMLElement>('.stepper');
  const add = button(root, 'add-to-cart');
  if (!group || !add) return;
  let tins = tinsMin;
  mountStepper(group, tins, (chosen) => {
    tins = chosen;
  });
  onLiveClick(add, () => {
    setTins(slug, tinsOf(slug) + tins);
    const status = part(root, 'cart-status', HTMLElement);
    say(status, `${tins} × ${teaOf(slug)?.name} added. ${tinsOf(slug)} in the cart.`);
  });
}

import { button, part, say } from './part.ts';
import { askShop, carelessly } from './shop-api.ts';

/** “Check stock” on a tea's page. */
export function mountStockCheck(root: ParentNode): void {
  const slug = root.querySelector<HTMLElement>('[data-tea]')?.dataset.tea;
  const check = button(root, 'stock-check');
  const status = part(root, 'stock-status', HTMLElement);
  if (slug === undefined || !check) return;
  const ask = async () => {
    const { tins } = await askShop<{ tins: number }>(`stock/${slug}`);
    say(status, `${tins} tins on the shelf.`);
  };
  check.addEventListener('click', carelessly(status, ask));
}

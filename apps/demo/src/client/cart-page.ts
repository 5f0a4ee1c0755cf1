import { pounds } from '../shared/money.ts';
import { type Line, totalOf } from '../shared/order.ts';
import { type Tea, teaOf } from '../shared/teas.ts';
import { type Cart, changeCart, currentCart, orderOf, setTins, watchCart } from './cart-state.ts';
import { part } from './part.ts';
import { mountStepper } from './stepper.ts';

/** The cart: a line a tea, gift wrap, and what it comes to. */
export function mountCartPage(root: ParentNode): void {
  const lines = part(root, 'cart-lines', HTMLElement);
  const summary = part(root, 'summary', HTMLElement);
  const template = root.querySelector<HTMLTemplateElement>('template');
  const gift = part(root, 'gift-toggle', HTMLInputElement);
  if (!lines || !summary || !template || !gift) return;
  gift.checked = currentCart().giftWrap;
  gift.addEventListener('change', () => changeCart({ giftWrap: gift.checked }));
  watchCart(lines, (cart) => {
    showLines(lines, template, cart);
    showSummary(summary, cart);
  });
}

/** Lines are kept as long as their tea is: a button must not vanish under the finger that presses it twice. */
function showLines(list: HTMLElement, template: HTMLTemplateElement, cart: Cart): void {
  for (const shown of [...list.children]) {
    const { slug } = (shown as HTMLElement).dataset;
    if (!cart.lines.some((line) => line.slug === slug)) shown.remove();
  }
  for (const line of cart.lines) {
    const tea = teaOf(line.slug);
    if (!tea) continue;
    const shown =
      list.querySelector<HTMLElement>(`[data-slug="${line.slug}"]`) ?? list.appendChild(newLine(template, line, tea));
    const price = shown.querySelector('.price');
    if (price) price.textContent = pounds(tea.pence * line.tins);
  }
}

function newLine(template: HTMLTemplateElement, line: Line, tea: Tea): HTMLElement {
  const element = template.content.firstElementChild?.cloneNode(true) as HTMLElement;
  element.dataset.slug = tea.slug;
  element.querySelector('img')?.setAttribute('src', `/art/${tea.slug}-tin.svg`);
  element.querySelector<HTMLElement>('.line-art')?.style.setProperty('background', tea.palette.panel);
  const name = element.querySelector('a');
  name?.setAttribute('href', `/tea/${tea.slug}`);
  if (name) name.textContent = tea.name;
  for (const named of element.querySelectorAll<HTMLElement>('[data-testid]')) named.dataset.testid += `-${tea.slug}`;
  for (const labelled of element.querySelectorAll('[aria-label]')) {
    labelled.setAttribute('aria-label', `${labelled.getAttribute('aria-label')}: ${tea.name}`);
  }
  const group = element.querySelector<HTMLElement>('.stepper');
  if (group) mountStepper(group, line.tins, (tins) => setTins(tea.slug, tins));
  element.querySelector('.remove')?.addEventListener('click', () => setTins(tea.slug, 0));
  return element;
}

function showSummary(summary: HTMLElement, cart: Cart): void {
  const total = totalOf(orderOf(cart));
  const rows: [string, string, string][] = [['Tins', pounds(total.tins), 'sum-tins']];
  if (cart.voucher) rows.push([`Voucher ${cart.voucher.code}`, `−${pounds(total.discount)}`, 'sum-voucher']);
  if (total.giftWrap > 0) rows.push(['Gift wrap', pounds(total.giftWrap), 'sum-gift']);
  rows.push(['Postage', total.postage === 0 ? 'free' : pounds(total.postage), 'sum-postage']);
  rows.push(['Total', pounds(total.sum), 'total']);
  summary.replaceChildren(...rows.map(row));
}

function row([term, value, name]: [string, string, string]): HTMLElement {
  const [line, dt, dd] = [document.createElement('div'), document.createElement('dt'), document.createElement('dd')];
  dt.textContent = term;
  dd.textContent = value;
  dd.dataset.testid = name;
  line.append(dt, dd);
  return line;
}

import { emptyTheCart } from './cart-state.ts';
import { checkedFields, problemWith } from './checkout-rules.ts';
import { isOn } from './faults.ts';
import { placeOrder } from './order.ts';
import { button, part } from './part.ts';
import { carelessly } from './shop-api.ts';

/** The checkout: errors appear beside their fields; success replaces the form without leaving the page. */
export function mountCheckout(root: ParentNode): void {
  const form = part(root, 'checkout-form', HTMLFormElement);
  if (!form) return;
  mountPasswordToggle(form);
  const order = carelessly(part(form, 'order-status', HTMLElement), async () => thank(form, await placeOrder()));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    const wrong = checkedFields.filter((name) => !checked(form, name));
    if (wrong.length === 0) return order();
    part(form, `field-${wrong[0]}`, HTMLInputElement)?.focus();
  });
}

/** Checks one field and shows or clears what is wrong with it; true when nothing is. */
function checked(form: HTMLFormElement, name: string): boolean {
  const input = part(form, `field-${name}`, HTMLInputElement);
  if (!input) return true;
  form.querySelector(`#${name}-problem`)?.remove();
  const hint = form.querySelector(`#${name}-hint`) ? `${name}-hint` : '';
  const problem = problemWith(name, input.value, isOn('validation-loop'));
  if (problem === undefined) {
    input.removeAttribute('aria-invalid');
    describe(input, hint);
    return true;
  }
  const note = document.createElement('p');
  Object.assign(note, { id: `${name}-problem`, className: 'problem', role: 'alert', textContent: problem });
  note.dataset.testid = `problem-${name}`;
  input.closest('.field')?.append(note);
  input.setAttribute('aria-invalid', 'true');
  describe(input, `${hint} ${note.id}`.trim());
  return false;
}

function describe(input: HTMLInputElement, ids: string): void {
  if (ids === '') input.removeAttribute('aria-describedby');
  else input.setAttribute('aria-describedby', ids);
}

function mountPasswordToggle(form: HTMLFormElement): void {
  const toggle = button(form, 'password-toggle');
  const input = part(form, 'field-password', HTMLInputElement);
  if (!toggle || !input) return;
  toggle.addEventListener('click', () => {
    const shown = input.type === 'text';
    input.type = shown ? 'password' : 'text';
    toggle.textContent = shown ? 'Show' : 'Hide';
    toggle.setAttribute('aria-pressed', String(!shown));
  });
}

function thank(form: HTMLFormElement, number: string): void {
  const thanks = document.createElement('section');
  thanks.className = 'thanks';
  thanks.dataset.testid = 'order-thanks';
  const [heading, words] = [document.createElement('h2'), document.createElement('p')];
  heading.textContent = 'Thank you';
  heading.tabIndex = -1;
  words.textContent = `Order ${number} leaves on the next low tide.`;
  thanks.append(heading, words);
  form.replaceWith(thanks);
  scrollTo(0, 0);
  heading.focus();
  emptyTheCart();
}

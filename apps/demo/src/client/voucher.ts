import { changeCart, currentCart, watchCart } from './cart-state.ts';
import { isOn, onLiveClick } from './faults.ts';
import { button, complain, part, say } from './part.ts';
import { askShop, carelessly } from './shop-api.ts';

interface VoucherAnswer {
  readonly code: string;
  readonly valid: boolean;
  readonly percentOff: number;
}

/** “Apply voucher” on the shop window: applies the code it shows, and takes it back at the next click. */
export function mountVoucherStrip(root: ParentNode): void {
  const apply = button(root, 'dead-button');
  const code = part(root, 'voucher-code', HTMLElement)?.textContent ?? '';
  const status = part(root, 'voucher-status', HTMLElement);
  if (!apply) return;
  const ask = carelessly(status, () => applyVoucher(code, status));
  onLiveClick(apply, () => {
    if (!currentCart().voucher) return ask();
    changeCart({ voucher: null });
    say(status, 'Voucher removed.');
  });
  watchCart(apply, ({ voucher }) => say(apply, voucher ? 'Remove voucher' : 'Apply voucher'));
}

/** The voucher field of the cart, for whatever code one types. */
export function mountVoucherForm(root: ParentNode): void {
  const form = part(root, 'voucher-form', HTMLFormElement);
  const input = part(root, 'voucher-input', HTMLInputElement);
  const status = part(root, 'voucher-status', HTMLElement);
  if (!form || !input) return;
  const ask = carelessly(status, () => applyVoucher(input.value, status));
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    if (!isOn('dead-button')) ask();
  });
}

async function applyVoucher(code: string, status: HTMLElement | undefined): Promise<void> {
  const answer = await askShop<VoucherAnswer>('voucher', { code });
  if (!answer.valid) return complain(status, 'We do not know this voucher.');
  changeCart({ voucher: { code: answer.code, percentOff: answer.percentOff } });
  say(status, `${answer.code} applied: ${answer.percentOff}% off your tins.`);
}

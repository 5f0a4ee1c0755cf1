import { type Html, html } from '../html.ts';
import type { Page } from './layout.ts';

interface Field {
  readonly id: string;
  readonly label: string;
  readonly type?: string;
  readonly autocomplete: string;
  readonly hint?: string;
  readonly optional?: boolean;
  readonly numeric?: boolean;
}

const parcel: readonly Field[] = [
  { id: 'name', label: 'Name', autocomplete: 'name' },
  { id: 'email', label: 'E-mail', type: 'email', autocomplete: 'email' },
  { id: 'address', label: 'Street and number', autocomplete: 'street-address' },
  { id: 'postcode', label: 'Postcode', autocomplete: 'postal-code' },
  { id: 'phone', label: 'Phone', type: 'tel', autocomplete: 'tel', optional: true },
];

const payment: readonly Field[] = [
  { id: 'card', label: 'Card number', autocomplete: 'cc-number', hint: 'Try 4242 4242 4242 4242.', numeric: true },
  { id: 'expiry', label: 'Expires', autocomplete: 'cc-exp', hint: 'MM/YY' },
  { id: 'cvc', label: 'Security code', autocomplete: 'cc-csc', hint: 'Three digits', numeric: true },
];

/** The checkout form. It validates in the page and is replaced, in place, by the thank-you. */
export const checkoutPage: Page = {
  title: 'Checkout',
  shell: 'document',
  main: html`<div class="wide checkout" data-testid="checkout">
<h1>Checkout</h1>
<p class="lead">No money changes hands here, and what you type stays in this page.</p>
<form class="checkout-form" data-testid="checkout-form" novalidate>
<input type="hidden" name="reference" value="hidden-reference-4711">
<fieldset><legend>Where the parcel goes</legend>${parcel.map(field)}
<div class="field"><label for="country">Country</label><select id="country" name="country" autocomplete="country-name" data-testid="field-country"><option>Ireland</option><option>United Kingdom</option><option>Germany</option><option>Portugal</option></select></div>
<div class="field wide-field"><label for="note">A note to the packer <span class="optional">optional</span></label><textarea id="note" name="note" rows="2" data-testid="field-note"></textarea></div>
</fieldset>
<fieldset><legend>Payment</legend>${payment.map(field)}</fieldset>
<fieldset><legend>An account, if you like</legend>
<div class="field wide-field"><label for="password">Password <span class="optional">optional</span></label>
<div class="field-row"><input id="password" name="password" type="password" autocomplete="new-password" aria-describedby="password-hint" data-testid="field-password"><button type="button" class="button quiet small" aria-pressed="false" data-testid="password-toggle">Show</button></div>
<p class="hint" id="password-hint">At least eight characters.</p></div>
<label class="check"><input type="checkbox" name="letters" data-testid="field-letters"> Send me the tide letter</label>
</fieldset>
<p class="submit-row" id="place-order"><button class="button" data-testid="submit-order">Place order</button> <a href="/cart" data-testid="back-to-cart">Back to the cart</a></p>
<p class="note" role="status" data-testid="order-status"></p>
</form>
</div>`,
};

function field({ id, label, type, autocomplete, hint, optional, numeric }: Field): Html {
  return html`<div class="field"><label for="${id}">${label}${optional && html` <span class="optional">optional</span>`}</label>
<input id="${id}" name="${id}" type="${type ?? 'text'}" autocomplete="${autocomplete}"${numeric && html` inputmode="numeric"`}${!optional && html` required`}${hint !== undefined && html` aria-describedby="${id}-hint"`} data-testid="field-${id}">
${hint !== undefined && html`<p class="hint" id="${id}-hint">${hint}</p>`}</div>`;
}

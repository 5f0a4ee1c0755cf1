import { type Html, html } from '../html.ts';
import { tinsMin } from '../shared/order.ts';

/** A number of tins between two buttons; `name` prefixes the test ids. */
export function stepper(name: string): Html {
  return html`<div class="stepper" role="group" aria-label="Tins">
<button type="button" data-testid="${name}-minus" aria-label="One tin fewer" disabled>−</button>
<output data-testid="${name}-value">${tinsMin}</output>
<button type="button" data-testid="${name}-plus" aria-label="One tin more">+</button>
</div>`;
}

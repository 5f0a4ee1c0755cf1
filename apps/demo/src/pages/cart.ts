import { html } from '../html.ts';
import { pounds } from '../shared/money.ts';
import { giftWrapPence } from '../shared/order.ts';
import type { Page } from './layout.ts';
import { stepper } from './stepper.ts';

/** The cart. Its lines live in the browser, so the page's module writes them; a free sample keeps it from being empty. */
export const cartPage: Page = {
  title: 'Cart',
  shell: 'document',
  main: html`<div class="wide cart" data-testid="cart">
<h1>Your cart</h1>
<div class="cart-columns">
<div>
<template><li class="line"><span class="line-art"><img alt="" width="320" height="360"></span><p class="line-name"><a href="/" data-testid="cart-tea"></a></p>${stepper('cart')}<p class="price"></p><button type="button" class="remove" data-testid="cart-remove" aria-label="Remove">Remove</button></li></template>
<ul class="lines" data-testid="cart-lines"></ul>
<div class="line sample"><span class="line-art" style="background:#f8ecd0"><img src="/art/slack-water-tin.svg" alt="" width="320" height="360"></span><p class="line-name">A sample of Slack Water, 10 g<span class="line-note">Rides along with every order.</span></p><p class="price">free</p></div>
<section class="option"><h2>Gift wrap</h2>
<label class="switch"><input type="checkbox" role="switch" data-testid="gift-toggle"><span class="track" aria-hidden="true"></span><span>Brown paper and tarred string, ${pounds(giftWrapPence)}</span></label></section>
<section class="option" aria-labelledby="week-heading"><h2 id="week-heading">Delivery week</h2>
<div class="week"><button type="button" class="round" data-testid="week-prev" aria-label="Week before">‹</button>
<p class="week-label" aria-live="polite" data-testid="week-label"></p>
<button type="button" class="round" data-testid="week-next" aria-label="Week after">›</button></div>
<div class="week-days" role="group" aria-label="Delivery day" data-testid="week-days"></div></section>
</div>
<aside class="summary" aria-label="Summary">
<h2>Summary</h2>
<dl data-testid="summary"></dl>
<form class="voucher-form" data-testid="voucher-form" novalidate>
<label for="voucher-input">Voucher</label>
<div class="field-row"><input id="voucher-input" name="voucher" autocomplete="off" placeholder="TIDE10" data-testid="voucher-input"><button class="button quiet" data-testid="voucher-apply">Apply voucher</button></div>
<p class="note" role="status" data-testid="voucher-status"></p>
</form>
<a class="button" href="/checkout" data-testid="checkout-link">Checkout</a>
<button type="button" class="button sun" data-testid="pay-now">Pay now</button>
<p class="small">“Pay now” pays with the demo card and skips the form.</p>
<p class="note" role="status" data-testid="pay-status"></p>
</aside>
</div>
</div>`,
};

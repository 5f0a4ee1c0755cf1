import { picture } from '../../picture.ts';

/** The shop's documents, written by a server as small shops do it. */
const GOODS = [
  'Oak stool',
  'Linen apron',
  'Bread box',
  'Copper pan',
  'Tea caddy',
  'Salt pig',
  'Butter dish',
  'Rolling pin',
  'Honey jar',
  'Fruit bowl',
  'Egg basket',
  'Milk jug',
  'Spice rack',
  'Cake stand',
  'Wash tub',
  'Broom',
  'Candle holder',
  'Knife block',
  'Pepper mill',
  'Soup ladle',
  'Trivet',
  'Bottle crate',
  'Flour sieve',
  'Garlic pot',
];

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} — Hearth & Home</title>
<link rel="stylesheet" href="/shop.css"></head><body>
<header><a href="/">Hearth &amp; Home</a><a href="/basket">Basket</a><a href="/checkout">Checkout</a><a href="/help">Help</a></header>
<main>${body}</main><script src="/shop.js"></script></body></html>`;
}

function catalog(): string {
  const goods = GOODS.map(
    (name, n) => `<section class="good" data-price="${(n * 37) % 90}" data-age="${(n * 53) % 71}">
<a href="/product/${n + 1}"><span class="picture"></span><h3>${name}</h3></a><p>${((n * 37) % 90) + 9}.00 €</p></section>`,
  );
  return page(
    'Everything for the kitchen',
    `<h1>Everything for the kitchen</h1>
<div class="row">Sort by <button id="by-age" class="quiet">Newest</button><button id="by-price" class="quiet">Price</button></div>
<div class="goods">${goods.join('')}</div>`,
  );
}

function product(n: number): string {
  const name = GOODS[n - 1];
  if (!name) return page('Not here', '<h1>This is sold out</h1>');
  return page(
    name,
    `<p><a id="all-goods" href="/">← All goods</a></p><h1>${name}</h1>
<img id="hero" src="/hero-${n}.svg" width="900" height="420" alt="${name}">
<div class="row"><button id="last-slide" class="quiet">‹</button><div class="slides"><div><i>1</i><i>2</i><i>3</i><i>4</i><i>5</i></div></div><button id="next-slide" class="quiet">›</button></div>
<p id="text">Made by hand in a small workshop by the river, of wood that has dried for seven years. It is oiled twice, and gets better with use.</p>
<p><span id="guide" class="guide">Which size fits?</span></p>
<div class="row"><button id="less" class="quiet">−</button><b id="count">1</b><button id="more" class="quiet">+</button>
<button id="add">Into the basket</button><button id="wish" class="quiet" aria-pressed="false">♡ Remember</button></div><p id="added" class="said"></p>
<details id="care"><summary>Care</summary><p>Wipe with a damp cloth, oil once a year.</p></details>`,
  );
}

const BASKET = `<h1>Your basket</h1><p>Oak stool, 46.00 €</p>
<form id="coupon-form"><label for="coupon">Coupon</label><div class="row"><input id="coupon" name="coupon" autocomplete="off"><button id="redeem" class="quiet">Redeem</button></div></form>
<p id="coupon-said" class="said"></p><a class="button" href="/checkout">To the checkout</a>`;

const CHECKOUT = `<h1>Where shall it go?</h1><form id="address-form"><label for="name">Name</label><input id="name" name="name">
<label for="street">Street</label><input id="street" name="street"><label for="postcode">Postcode</label><input id="postcode" name="postcode">
<label for="town">Town</label><input id="town" name="town"><p id="address-said" class="said"></p><button id="on">Continue</button></form>`;

const PAY = `<h1>Payment</h1><p id="order">Order 48-1127-03, 46.00 €</p><form id="pay-form"><label for="card">Card</label><input id="card" name="card" inputmode="numeric">
<label for="until">Valid until</label><input id="until" name="until"><p id="pay-said" class="said"></p><button id="pay">Pay 46.00 €</button></form>`;

const HELP = `<h1>Help</h1><p id="hours">We answer on weekdays from 9 to 17. Last night our payments were down: orders with “Error 12” have gone through.</p>
<form id="ask-form"><label for="mail">Your address</label><input id="mail" name="mail"><label for="question">Question</label><input id="question" name="question">
<p id="asked" class="said"></p><button id="ask">Send</button></form>`;

const FIXED: Record<string, string> = {
  '/': catalog(),
  '/basket': page('Basket', BASKET),
  '/checkout': page('Checkout', CHECKOUT),
  '/pay': page('Payment', PAY),
  '/done': page('Thank you', '<h1>Thank you</h1><p>It is on its way.</p>'),
  '/help': page('Help', HELP),
};

export function shopPage(path: string): string | undefined {
  const [, hero] = /^\/hero-(\d+)\.svg$/.exec(path) ?? [];
  if (hero) return picture(900, 420, Number(hero) * 47);
  const [, number] = /^\/product\/(\d+)$/.exec(path) ?? [];
  return number ? product(Number(number)) : FIXED[path];
}

import { drawingPath } from '../art/drawings.ts';
import { seascape } from '../art/seascape.ts';
import { type Html, html } from '../html.ts';
import { pounds } from '../shared/money.ts';
import { type Kind, kinds, type Tea, teas } from '../shared/teas.ts';
import type { Page } from './layout.ts';

/** The shop window: hero, voucher strip, filters and the grid; with a kind, its teas only. */
export function cataloguePage(kind?: Kind): Page {
  const shown = teas.filter((tea) => kind === undefined || tea.kind === kind);
  const title = kinds.find((one) => one.id === kind)?.name ?? 'Teas';
  return {
    title,
    shell: 'catalogue',
    main: html`${hero}
${voucherStrip}
<section class="wide catalogue" id="teas" aria-labelledby="teas-heading" data-testid="catalogue">
<h2 id="teas-heading">The teas</h2>
${filters(kind)}
<p class="catalogue-count" role="status" data-testid="search-count">Showing ${shown.length} of ${teas.length} teas</p>
<ul class="grid" data-testid="product-grid">${teas.map((tea) => card(tea, shown.includes(tea)))}</ul>
<p class="nothing" data-testid="search-empty" hidden>Nothing on the shelf answers to that. Try fewer letters or a larger budget.</p>
</section>`,
  };
}

const hero = html`<section class="hero">
${seascape}
<div class="wide hero-words">
<h1>Tea for the hour when nothing moves.</h1>
<p>Eight small teas, blended in a boathouse and posted between two tides.</p>
<p><a class="button" href="#teas" data-testid="hero-link">See the teas</a></p>
</div>
</section>`;

const voucherStrip = html`<section class="voucher" id="voucher" aria-label="First order">
<div class="wide voucher-row">
<p class="voucher-offer"><strong>First order?</strong> <code data-testid="voucher-code">TIDE10</code> takes 10% off. <span class="clock" data-testid="offer-clock">Free postage until high tide.</span></p>
<p class="voucher-note" role="status" data-testid="voucher-status"></p>
<div class="voucher-buttons">
<button type="button" class="button quiet" data-testid="copy-button">Copy code</button>
<button type="button" class="button sun" data-testid="dead-button">Apply voucher</button>
</div>
</div>
</section>`;

function filters(current: Kind | undefined): Html {
  const tab = (id: string, path: string, name: string, on: boolean) =>
    html`<li><a href="${path}" data-kind="${id}" data-spa data-testid="kind-${id}"${on && html` aria-current="page"`}>${name}</a></li>`;
  const dearest = Math.ceil(Math.max(...teas.map((tea) => tea.pence)) / 100);
  const cheapest = Math.floor(Math.min(...teas.map((tea) => tea.pence)) / 100);
  return html`<div class="filters">
<nav aria-label="Kinds of tea"><ul class="tabs">
${tab('all', '/', 'All', current === undefined)}${kinds.map((kind) => tab(kind.id, `/collection/${kind.id}`, kind.name, kind.id === current))}
</ul></nav>
<div class="filter"><label for="search">Search</label>
<input id="search" type="search" placeholder="mint, smoked …" autocomplete="off" data-testid="search-box"></div>
<div class="filter"><label for="budget">Up to <output for="budget" data-testid="budget-value">£${dearest}</output></label>
<input id="budget" type="range" min="${cheapest}" max="${dearest}" value="${dearest}" data-testid="budget-slider"></div>
</div>`;
}

function card(tea: Tea, shown: boolean): Html {
  const words = [tea.name, tea.leaf, tea.story].join(' ').toLowerCase();
  return html`<li class="card" data-slug="${tea.slug}" data-kind="${tea.kind}" data-pence="${tea.pence}" data-words="${words}"${!shown && html` hidden`}>
<a class="card-link" href="/tea/${tea.slug}" data-spa data-testid="tea-${tea.slug}">
<span class="card-art" style="background:${tea.palette.panel}"><img src="${drawingPath(tea, 'tin')}" alt="" width="320" height="360"></span>
<span class="card-name">${tea.name}</span>
</a>
<p class="card-leaf">${tea.leaf}</p>
<p class="card-foot"><span class="price">${pounds(tea.pence)}</span>
<button type="button" class="button small quiet" data-add="${tea.slug}" data-testid="quick-add-${tea.slug}"><span>Add to cart</span><span class="unseen">: ${tea.name}</span></button></p>
</li>`;
}

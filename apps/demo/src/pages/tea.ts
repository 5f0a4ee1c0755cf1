import { drawingPath, type View, views } from '../art/drawings.ts';
import { type Html, html } from '../html.ts';
import { pounds } from '../shared/money.ts';
import { kinds, type Tea } from '../shared/teas.ts';
import type { Page } from './layout.ts';
import { stepper } from './stepper.ts';

/** One tea: carousel, quantity, and the buttons around it. */
export function teaPage(tea: Tea): Page {
  const kind = kinds.find((one) => one.id === tea.kind);
  return {
    title: tea.name,
    shell: 'catalogue',
    main: html`<div class="wide tea" data-tea="${tea.slug}">
<p class="crumbs"><a href="/" data-spa data-testid="back-link">All teas</a> <span aria-hidden="true">/</span> <a href="/collection/${tea.kind}" data-spa data-testid="kind-link">${kind?.name}</a></p>
<div class="tea-columns">
${carousel(tea)}
<div class="tea-words">
<h1>${tea.name}</h1>
<p class="tea-leaf">${tea.leaf}</p>
<p class="tea-price"><span class="price" data-testid="tea-price">${pounds(tea.pence)}</span> a tin of ${tea.grams} g</p>
<p class="tea-story" data-testid="tea-story">${tea.story}</p>
<div class="buy">${stepper('stepper')}
<button type="button" class="button" data-testid="add-to-cart">Add to cart</button></div>
<p class="note" role="status" data-testid="cart-status"></p>
<ul class="tea-actions" id="try">
<li><button type="button" class="button quiet small" data-testid="stock-check">Check stock</button></li>
<li><button type="button" class="button quiet small" data-testid="throwing-button" aria-expanded="false" aria-controls="compare">Compare</button></li>
<li><button type="button" class="button quiet small" data-testid="rejecting-button" aria-pressed="false">Save for later</button></li>
</ul>
<p class="note" role="status" data-testid="stock-status"></p>
<div id="compare" class="compare" data-testid="compare-panel" hidden></div>
<dl class="brew"><div><dt>Water</dt><dd>${tea.celsius} °C</dd></div><div><dt>Brew</dt><dd>${tea.minutes} min</dd></div><div><dt>Tin</dt><dd>${tea.grams} g</dd></div></dl>
</div>
</div>
</div>`,
  };
}

const captions: Readonly<Record<View, string>> = { tin: 'The tin', leaf: 'The leaf', cup: 'The cup' };

function carousel(tea: Tea): Html {
  return html`<section class="carousel" aria-roledescription="carousel" aria-label="Pictures of ${tea.name}" data-testid="carousel">
<div class="slides" style="background:${tea.palette.panel}">
${views.map((view, index) => html`<img class="slide" src="${drawingPath(tea, view)}" alt="${tea.name}: ${captions[view].toLowerCase()}" data-caption="${captions[view]}" width="320" height="360"${index > 0 && html` hidden`}>`)}
</div>
<div class="carousel-row">
<button type="button" class="round" data-testid="carousel-prev" aria-label="Previous picture">‹</button>
<p class="carousel-label" aria-live="polite" data-testid="carousel-label">${captions.tin}, 1 of ${views.length}</p>
<button type="button" class="round" data-testid="carousel-next" aria-label="Next picture">›</button>
</div>
</section>`;
}

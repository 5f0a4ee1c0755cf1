import { type Html, html } from '../html.ts';
import { kinds } from '../shared/teas.ts';
import { playgroundBar } from './playground-bar.ts';
import type { PageSetting } from './setting.ts';

export interface Page {
  readonly title: string;
  /** What `<main>` holds. */
  readonly main: Html;
  /**
   * `catalogue` pages replace each other's `<main>` without a page load; every other page is a document of its own.
   */
  readonly shell: 'catalogue' | 'document';
}

/** A whole document around a page. The Falter tag is the one a site would paste, and the only foreign request. */
export function layout(setting: PageSetting, page: Page): string {
  return html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${page.title} · Low Tide Tea</title>
<meta name="description" content="Eight small teas from a house by the estuary. A playground for Falter.">
<link rel="icon" href="/favicon.svg" type="image/svg+xml">
${['base', 'header', 'catalogue', 'tea', 'cart', 'prose', 'playground'].map((name) => html`<link rel="stylesheet" href="/styles/${name}.css">`)}
<script async src="${setting.collector}/falter.js" data-key="${setting.key}"></script>
${setting.modules.map((path) => html`<link rel="modulepreload" href="${path}">`)}
<script type="module" src="/client/main.ts"></script>
</head>
<body data-shell="${page.shell}">
<a class="skip" href="#main" data-testid="skip-link">Skip to content</a>
${header}
<main id="main" tabindex="-1">${page.main}</main>
${footer}
${playgroundBar(setting)}
</body>
</html>
`.markup;
}

const header = html`<header class="top">
<div class="wide top-row">
<a class="brand" href="/" data-testid="home-link"><img src="/favicon.svg" alt="" width="34" height="34"><span>Low Tide <small>Tea</small></span></a>
<nav aria-label="Main">
<div class="menu">
<button type="button" class="nav-item" data-testid="menu-button" aria-expanded="false" aria-controls="menu-list">Teas<svg viewBox="0 0 12 8" width="11" height="8" aria-hidden="true"><path d="M1 1.500l5 5 5-5" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg></button>
<ul id="menu-list" data-testid="menu-list" hidden>
<li><a href="/" data-testid="menu-all" data-spa>All teas</a></li>
${kinds.map((kind) => html`<li><a href="/collection/${kind.id}" data-testid="menu-${kind.id}" data-spa>${kind.name}</a></li>`)}
</ul>
</div>
<a class="nav-item" href="/about" data-testid="nav-about">Our story</a>
<a class="nav-item" href="/help" data-testid="nav-help">Help</a>
</nav>
<a class="cart-link" href="/cart" data-testid="cart-link">Cart <span class="cart-count" data-testid="cart-count">0</span><span class="unseen"> tins</span></a>
</div>
</header>`;

const footer = html`<footer class="foot">
<div class="wide foot-row">
<section>
<h2>A letter with every spring tide</h2>
<p>New teas, the odd storm, and nothing else. Twice a month.</p>
<form class="newsletter" action="/newsletter" method="post" data-testid="newsletter-form">
<label for="newsletter-email">E-mail address</label>
<div class="field-row">
<input id="newsletter-email" name="email" type="email" required autocomplete="email" placeholder="you@example.com" data-testid="newsletter-email">
<button class="button quiet" data-testid="newsletter-submit">Subscribe</button>
</div>
</form>
</section>
<nav aria-label="Footer">
<ul>
<li><a href="/about" data-testid="footer-about">Our story</a></li>
<li><a href="/help" data-testid="footer-help">Help and postage</a></li>
<li><a href="/tides" target="_blank" rel="noopener" data-testid="newtab-link">Tide table (new tab)</a></li>
<li><a href="/brewing-guide.txt" download data-testid="download-link">Brewing guide (text)</a></li>
</ul>
</nav>
<p class="small">Low Tide Tea is a shop made up for trying Falter. Nothing is for sale, and nothing you type is kept.</p>
</div>
</footer>`;

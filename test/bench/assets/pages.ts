import { font, png, sheet } from './site.ts';

const page = (head: string, body: string): { type: string; body: string } => ({
  type: 'text/html',
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title>${head}</head><body>${body}</body></html>`,
});

const LAYOUT = `body { margin: 0; font: 16px/1.4 sans-serif; color: #223 } header { padding: 20px; background: #def }
  .grid { display: grid; grid-template-columns: repeat(4, 1fr); gap: 16px; padding: 20px } .card { border: 1px solid #99a; padding: 8px }
  .card img { width: 100%; display: block } .hero { height: 160px; background: #345 url(/hero.png) }
  @font-face { font-family: icons; src: url(/icons.ttf) } .icon { font: 32px icons }`;

/** Letters of the font that no other font has. */
const ICONS = '&#xea60;&#xea61;&#xea62;&#xea63;';

const CARDS = Array.from(
  { length: 8 },
  (_, n) => `<div class="card"><img src="/tea-${n % 4}.png" alt="Tea ${n}"><p>Tea ${n}</p></div>`,
).join('');

const ADOPTED = `const sheet = new CSSStyleSheet(); sheet.replaceSync(${JSON.stringify(sheet('adopted', 3_000))} + 'p { color: #064; font-size: 24px }');
  document.adoptedStyleSheets = [sheet];
  for (const host of document.querySelectorAll('.host')) {
    const root = host.attachShadow({ mode: 'open' }); root.adoptedStyleSheets = [sheet];
    root.innerHTML = '<style>div { background: url(/tea-1.png); height: 80px }</style><div></div><p>In the shadow</p><img src="/tea-2.png" width="60" height="60" alt="">';
  }`;

/** Ways in which sites bring what they show; each by its path. */
export const PAGES: Readonly<Record<string, { type: string; body: string }>> = {
  '/links': page(
    '<link rel="stylesheet" href="/site.css"><link rel="icon" href="/icon.png">',
    `<header><span class="icon">${ICONS}</span> Shop</header><div class="hero"></div><div class="grid">${CARDS}</div>`,
  ),
  '/styles': page(
    `<style>${LAYOUT}${sheet('own', 4_000)}</style>`,
    `<header>Styles</header><div class="hero"></div><div class="grid">${CARDS}</div>`,
  ),
  '/adopted': page(
    '<link rel="stylesheet" href="/site.css">',
    `<header>Adopted</header><div class="host"></div><p>Outside</p><div class="host"></div><script>${ADOPTED}</script>`,
  ),
  '/sources': page(
    '<link rel="stylesheet" href="/site.css">',
    `<header>Sources</header><img srcset="/tea-0.png 1x, /tea-1.png 2x" src="/tea-0.png" alt="">
     <img srcset="/tea-2.png 200w, /tea-3.png 800w" sizes="300px" src="/tea-2.png" alt="">
     <picture><source srcset="/tea-1.png" media="(min-width: 400px)"><img src="/tea-0.png" alt=""></picture>
     <p style="background: url(/hero.png); height: 90px; width: 300px"></p><input type="image" src="/tea-3.png" alt="Go" width="50" height="50">`,
  ),
  '/drawn': page(
    `<style>${LAYOUT}</style>`,
    `<header>Drawn</header><img src="/mark.svg" width="200" height="100" alt=""><svg width="300" height="200"><rect width="300" height="200" fill="#fec"/><image href="/tea-0.png" width="100" height="100" x="20" y="20"/></svg>`,
  ),
  '/text': page(
    '<link rel="stylesheet" href="/site.css">',
    `<header>Text</header>${'<p class="card">Only words here, and a sheet.</p>'.repeat(8)}`,
  ),
};

export const FILES: Readonly<Record<string, { type: string; body: string | Buffer }>> = {
  ...PAGES,
  '/site.css': { type: 'text/css', body: LAYOUT + sheet('site', 30_000) },
  '/icons.ttf': { type: 'font/ttf', body: font() },
  '/icon.png': { type: 'image/png', body: png(32, [200, 40, 40]) },
  '/hero.png': { type: 'image/png', body: png(160, [40, 80, 160]) },
  '/mark.svg': {
    type: 'image/svg+xml',
    body: `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><circle cx="50" cy="50" r="40" fill="#2a6"/><path d="M100 10h90v80h-90z" fill="#62a"/></svg>`,
  },
  ...Object.fromEntries(
    [0, 1, 2, 3].map((n) => [`/tea-${n}.png`, { type: 'image/png', body: png(200, [60 * n, 200 - 40 * n, 90]) }]),
  ),
};

/** Large sheets and many pictures: what a start of sending would be felt on. */
export const HEAVY: Readonly<Record<string, { type: string; body: string | Buffer }>> = {
  '/heavy': page(
    [0, 1, 2].map((n) => `<link rel="stylesheet" href="/large-${n}.css">`).join(''),
    Array.from({ length: 60 }, (_, n) => `<img src="/photo-${n}.png" width="120" height="120" alt="">`).join(''),
  ),
  ...Object.fromEntries(
    [0, 1, 2].map((n) => [`/large-${n}.css`, { type: 'text/css', body: sheet(`large-${n}`, 600_000) }]),
  ),
  ...Object.fromEntries(
    Array.from({ length: 60 }, (_, n) => [
      `/photo-${n}.png`,
      { type: 'image/png', body: png(300, [n * 4, 120, 250 - n * 4]) },
    ]),
  ),
};

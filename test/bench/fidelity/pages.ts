import type { Acts } from '../assets/offline.ts';

const page = (body: string, head = ''): { type: string; body: string } => ({
  type: 'text/html',
  body: `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Page</title><style>${LOOKS}</style>${head}</head><body>${body}</body></html>`,
});

const LOOKS = `body { margin: 0; font: 16px/1.5 sans-serif; color: #224 } h1 { margin: 16px; color: #612 } .box { margin: 16px; padding: 12px; background: #e7f0ee; border: 2px solid #365 }
  .tall { height: 2400px; background: repeating-linear-gradient(#fff 0 60px, #dce 60px 120px) } .row { display: flex; gap: 12px }
  table { border-collapse: collapse } td { border: 1px solid #999; padding: 4px 10px } button { padding: 8px 14px }`;

const SHADOW = `class XCard extends HTMLElement { connectedCallback() {
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = '<style>:host { display: block; margin: 16px; padding: 16px; background: #fd9 } ::slotted(b) { color: #a00 } x-in { display: block; background: #9df }</style><slot></slot><x-in></x-in>';
    const inner = root.querySelector('x-in').attachShadow({ mode: 'open' });
    inner.innerHTML = '<style>p { margin: 0; padding: 24px; font-size: 28px }</style><p>Two roofs deep</p>';
  } }
  customElements.define('x-card', XCard);`;

const MOVES = `setTimeout(() => {
    const list = document.querySelector('ul');
    for (let n = 0; n < 20; n++) { const item = document.createElement('li'); item.textContent = 'Item ' + n; list.append(item) }
    list.insertBefore(list.lastChild, list.firstChild);
    list.children[3].remove();
    list.children[4].style.cssText = 'background:#fc0;font-size:30px';
    list.children[5].className = 'box';
    document.styleSheets[0].insertRule('li:nth-child(odd) { color: #06c; padding-left: 40px }', 0);
    const sheet = new CSSStyleSheet(); sheet.replaceSync('h1 { background: #222; color: #fff; padding: 20px }');
    document.adoptedStyleSheets = [sheet];
  }, 300);`;

const SCREEN = Array.from({ length: 40 }, (_, n) => `<tr>${`<td>Cell ${n}</td>`.repeat(8)}</tr>`).join('');

/** Pages that are hard to show again as they were; each by its path. What carries `data-left-out` is masked by design. */
export const PAGES: Readonly<Record<string, { type: string; body: string }>> = {
  '/shadow': page(
    `<h1>Shadow</h1><x-card>Words <b>in bold</b></x-card><x-card><b>Again</b></x-card><script>${SHADOW}</script>`,
  ),
  '/frame': page(
    `<h1>Frame</h1><iframe width="600" height="300" srcdoc="<style>body{background:#246;color:#fff;font:24px serif}</style><p>Inside a frame</p><button>Press</button>"></iframe>`,
  ),
  '/scrolled': page(
    `<h1>Scrolled</h1><div class="box" id="pane" style="height:200px;overflow:auto"><div class="tall"></div></div><div class="tall"></div>`,
  ),
  '/form': page(
    `<h1>Form</h1><div class="box"><input data-left-out value=""> <textarea data-left-out rows="3"></textarea> <label><input type="checkbox"> Yes</label>
     <label><input type="radio" name="r"> A</label> <select data-left-out><option>One<option>Two</select> <button disabled>Send</button> <progress value="0.6"></progress></div>`,
  ),
  '/dialog': page(
    `<h1>Dialog</h1><details class="box"><summary>More</summary><p>Opened words</p></details><dialog><h2>Really?</h2><p>It is modal.</p><button>Yes</button></dialog><div popover class="box">Popover</div>`,
  ),
  '/changed': page(`<h1>Changed</h1><ul><li>First</li></ul><script>${MOVES}</script>`),
  '/table': page(`<h1>Table</h1><table>${SCREEN}</table>`),
  '/written': page(
    `<h1>Written</h1><div class="row"><div class="box" dir="rtl">שלום עולם 123</div><div class="box" style="writing-mode:vertical-rl">Upright</div><div class="box">ﬁ ☂ é ü ß 漢字</div></div>
     <p class="box" style="columns:3">${'Some words in columns that break where they may. '.repeat(20)}</p><p class="box" style="transform:rotate(3deg);filter:hue-rotate(90deg)">Turned</p>`,
  ),
  '/vector': page(
    `<h1>Vector</h1><svg width="500" height="300" viewBox="0 0 100 60"><defs><linearGradient id="g"><stop offset="0" stop-color="#06c"/><stop offset="1" stop-color="#fc0"/></linearGradient><clipPath id="c"><circle cx="30" cy="30" r="25"/></clipPath></defs>
     <rect width="100" height="60" fill="url(#g)"/><rect width="60" height="60" fill="#fff" clip-path="url(#c)"/><text x="60" y="35" font-size="10">Text</text><use href="#none"/></svg>`,
  ),
  '/variables': page(
    `<h1>Variables</h1><div class="box" id="themed">Themed</div><p class="box never">Hidden by a rule</p>`,
    `<style>:root { --ink: #063 } #themed { color: var(--ink); font-size: clamp(20px, 3vw, 40px) } @supports (display: grid) { .never { display: none } } @media (min-width: 500px) { h1 { letter-spacing: 6px } } @layer a { h1 { text-decoration: underline } } @container (width > 1px) { h1 { color: red } }</style>`,
  ),
};

/** What a visitor does on them. */
export const ACTS: Acts = {
  '/scrolled': async (at) => {
    await at.locator('#pane').evaluate((pane) => pane.scrollTo(0, 700));
    await at.evaluate(() => scrollTo(0, 150));
  },
  '/form': async (at) => {
    await at.locator('input').first().fill('Ada Lovelace');
    await at.locator('textarea').fill('Please ring twice.');
    await at.locator('input[type=checkbox]').check();
    await at.locator('input[type=radio]').check();
    await at.locator('select').selectOption('Two');
    await at.evaluate(() => (document.activeElement as HTMLElement | null)?.blur());
  },
  '/dialog': async (at) => {
    await at.locator('details').evaluate((details) => details.setAttribute('open', ''));
    await at.locator('dialog').evaluate((dialog) => (dialog as HTMLDialogElement).showModal());
  },
  '/changed': (at) => at.locator('li').nth(15).waitFor(),
  '/variables': (at) => at.evaluate(() => document.documentElement.style.setProperty('--ink', '#c06')),
};

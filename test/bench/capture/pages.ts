import { canaryPage } from '../../../packages/capture/test/canaries.ts';

/** What a step leaves in class names and selectors, so that a bench sees which steps reached the collector. */
export const STEP: RegExp = /step-(\d{7})-/g;

/** What every page has: steps at a fixed rate, where a late step is left out as a browser leaves out a frame. */
const COMMON = `
  const step = (n) => 'step-' + String(n).padStart(7, '0') + '-';
  const words = 'amber basil cedar delta ember fennel ginger hazel indigo juniper'.split(' ');
  let seed = 7;
  const next = () => (seed = (seed * 1103515245 + 12345) % 2147483648);
  const word = () => words[next() % words.length];
  const paced = (hz, ms, work) => new Promise((done) => {
    const from = performance.now(), made = [];
    const timer = setInterval(() => {
      const at = performance.now() - from, n = Math.floor(at * hz / 1000);
      if (at >= ms) { clearInterval(timer); done(made); } else if (n !== made.at(-1)) { work(n, at); made.push(n); }
    }, 500 / hz);
  });`;

function page(styles: string, body: string, script: string): string {
  return `<!doctype html><meta charset="utf-8"><title>Bench</title><style>${styles}</style>${body}<script>${COMMON}${script}</script>`;
}

/** A table of 20,000 elements, with the only step on its last. */
function large(): string {
  const rows = Array.from(
    { length: 2500 },
    (_, n) => `<tr class="row r${n % 7}" data-id="${n}"><td>${n}</td><td><a href="/item/${n}">Item ${n}</a></td>
      <td class="price"><b>${((n * 37) % 9973) / 100}</b></td><td><span class="tag t${n % 5}">tag ${n % 5}</span></td></tr>`,
  );
  const styles = 'td{border:1px solid #ddd;padding:2px}.t0{color:red}.t1{color:green}.price b{font-weight:600}';
  return page(styles, `<table><tbody>${rows.join('')}</tbody></table><footer class="step-0000001-">end</footer>`, '');
}

/** A list of 200 rows: each step changes two texts and a style of every row and puts 20 rows in the place of others. */
const LIST = `
  const list = document.getElementById('list');
  let count = 0;
  const add = () => {
    const row = document.createElement('div');
    row.className = 'row';
    row.innerHTML = '<span>#' + ++count + '</span><span>' + word() + '</span><span>0</span><button type="button">buy</button>';
    list.append(row);
  };
  for (let n = 0; n < 200; n++) add();
  const storm = (n) => {
    for (let k = 0; k < 20; k++) { list.firstChild.remove(); add(); }
    [...list.children].forEach((row, k) => {
      row.style.transform = 'translateY(' + (n + k) % 8 + 'px)';
      row.children[1].firstChild.data = word() + ' ' + word();
      row.children[2].firstChild.data = (next() % 100000 / 100).toFixed(2);
    });
    list.firstChild.className = 'row ' + step(n);
  };
  last = 0;
  storms = (ms) => paced(30, ms, storm);
  // Until the tab is closed; the step says how old it is. Lightly: five texts at a time.
  onwards = (heavily) => void paced(20, 1e9, (n, at) => {
    if (heavily) storm(9000000 + n);
    for (let k = 0; k < 5; k++) list.children[k].children[2].firstChild.data = String(next());
    list.lastChild.className = 'row ' + step(last = Math.floor(at));
  });`;

/** CSS-in-JS: 30 rules at a time, 30 times a second, into one sheet. */
const RULES = `
  const sheet = document.head.appendChild(document.createElement('style')).sheet;
  const box = document.getElementById('box');
  for (let n = 0; n < 300; n++) box.append(Object.assign(document.createElement('i'), { textContent: word() }));
  let count = 0;
  storms = (ms) => paced(30, ms, (n) => {
    for (let k = 0; k < 30; k++, count++) {
      const name = k ? 'css-' + count.toString(36) : step(n);
      sheet.insertRule('.' + name + '{color:hsl(' + count % 360 + ',50%,40%);padding:' + count % 9 + 'px;border-radius:4px}',
        sheet.cssRules.length);
      if (k % 6 === 0) box.children[count % 300].className = name;
    }
  });`;

/** Nobody is there, and a banner turns. */
const BANNER = `
  let count = 0;
  setInterval(() => { document.getElementById('banner').innerHTML = '<p>Offer ' + ++count + '</p>'; }, 500);`;

/** Pages by their path. */
export function benchPages(): Record<string, string> {
  return {
    '/large': large(),
    '/list': page('.row{display:flex;gap:8px;height:18px}.row span{width:160px}', '<div id="list"></div>', LIST),
    '/rules': page('', '<div id="box"></div>', RULES),
    '/banner': page('', '<div id="banner"></div>', BANNER),
    // What must not leave stands in every place that a page has.
    '/canaries': canaryPage(''),
  };
}

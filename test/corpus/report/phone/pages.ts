const DISHES = [
  'Tomato soup',
  'Green curry',
  'Pizza bianca',
  'Dumplings',
  'Lentil dal',
  'Ramen',
  'Falafel',
  'Gnocchi',
  'Tacos',
  'Paella',
  'Borscht',
  'Pho',
];

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title} · Spoon</title><style>
* { box-sizing: border-box; } body { margin: 0; font: 16px/1.5 system-ui, sans-serif; padding-bottom: 70px; background: #fffaf5; }
header { padding: 14px 16px; background: #ff6b35; color: #fff; font-weight: bold; } main { padding: 12px 16px; }
.bar { position: fixed; bottom: 0; left: 0; right: 0; display: flex; background: #fff; border-top: 1px solid #ddd; } .bar a { flex: 1; padding: 16px 0; text-align: center; color: #333; text-decoration: none; }
.dish { background: #fff; border-radius: 14px; margin: 12px 0; padding: 14px; box-shadow: 0 1px 4px #0002; } .dish .photo { height: 90px; border-radius: 10px; background: linear-gradient(120deg, #ffd6a5, #caffbf); cursor: pointer; }
button { font: inherit; border: 0; border-radius: 22px; background: #ff6b35; color: #fff; padding: 11px 20px; } button.round { padding: 11px 0; width: 46px; } input { font: inherit; width: 100%; padding: 12px; margin: 6px 0 12px; border: 1px solid #ccc; border-radius: 10px; }
.strip { display: flex; overflow-x: auto; gap: 10px; } .strip i { flex: 0 0 140px; height: 90px; background: #ffe5d0; border-radius: 10px; text-align: center; line-height: 90px; } .bad { color: #c62828; }</style></head><body>
<header>${title}</header><main>${body}</main><div class="bar"><a href="/">Food</a><a href="/orders">Orders</a><a href="/me">Me</a></div><script src="/spoon.js"></script></body></html>`;
}

const dish = (name: string, n: number): string =>
  `<div class="dish" id="dish-${n}"><a href="/dish/${n}"><div class="photo"></div></a><b>${name}</b> <span>${7 + (n % 6)}.50</span> <button class="heart" id="heart-${n}" aria-pressed="false">♡</button></div>`;

function oneDish(n: number): string {
  return page(
    DISHES[n] ?? 'Dish',
    `<img id="photo" src="/photo-${n}.svg" width="340" height="220" alt="${DISHES[n]}"><p id="text">Made when you order it, with what the market had this morning.</p>
<p><button class="round" id="less">−</button> <b id="count">1</b> <button class="round" id="more">+</button></p><p><button id="order">Order</button> <span id="said"></span></p>
<p><u id="allergens" style="cursor:pointer;color:#ff6b35">Allergens</u></p><details id="taste"><summary>Taste</summary><p>Mild, a little sour.</p></details><p><a href="/">All food</a></p>`,
  );
}

const ME = `<form id="me" novalidate><label>Street<input id="street"></label><label>Phone<input id="phone" type="tel"></label><p id="me-said"></p><button id="save">Save</button></form>
<p><button id="hint">Where do you deliver?</button> <span id="hint-said"></span></p>`;

const ORDERS = `<div class="strip" id="strip">${[1, 2, 3, 4, 5, 6].map((n) => `<i>${n}</i>`).join('')}</div>${Array.from({ length: 26 }, (_, n) => `<div class="dish"><b>Order ${n + 1}</b><p>${DISHES[(n * 5) % 12]}, delivered${n === 3 ? ' — payment failed, paid in cash' : ''}</p></div>`).join('')}`;

export function spoonPage(path: string): string | undefined {
  const [, n] = /^\/dish\/(\d+)$/.exec(path) ?? [];
  if (n) return oneDish(Number(n));
  return { '/': page('Spoon', DISHES.map(dish).join('')), '/me': page('Me', ME), '/orders': page('Orders', ORDERS) }[
    path
  ];
}

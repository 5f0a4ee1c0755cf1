import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

const STYLE = `
  body { margin: 0; font: 16px/1.5 system-ui, sans-serif; color: #20302c; background: #f3f7f5; }
  header { display: flex; justify-content: space-between; padding: 18px 40px; background: #134e45; color: #fff; }
  main { max-width: 980px; margin: 32px auto; padding: 0 24px; }
  .teas { display: grid; grid-template-columns: repeat(3, 1fr); gap: 20px; }
  .tea { padding: 20px; border-radius: 12px; background: #fff; box-shadow: 0 1px 3px #0002; }
  .swatch { height: 110px; border-radius: 8px; margin-bottom: 12px; }
  button { padding: 10px 18px; border: 0; border-radius: 8px; background: #1c7c6c; color: #fff; font: inherit; }
  input { display: block; width: 320px; margin: 4px 0 16px; padding: 9px; border: 1px solid #9db5ae; border-radius: 6px; font: inherit; }
  .error { color: #a8321c; }
`;

const TEAS = [
  ['Sencha of the Bay', '#9fc7a1'],
  ['Lapsang Drift', '#6d5a4a'],
  ['Kelp & Mint', '#3f8f7d'],
  ['Tidal Oolong', '#c49a5a'],
  ['White Foam', '#e4e2d2'],
  ['Harbour Breakfast', '#8a3d2c'],
];

const CATALOGUE = page(
  'Low Tide Tea',
  `<h1>Teas</h1><div class="teas">${TEAS.map(
    ([name, colour]) => `<div class="tea"><div class="swatch" style="background:${colour}"></div><h3>${name}</h3>
    <button class="add">Add to basket</button></div>`,
  ).join('')}</div><p><a id="go" href="/checkout">To the checkout</a></p>
  <script>
    let count = 0;
    for (const button of document.querySelectorAll('.add')) button.addEventListener('click', () => {
      document.getElementById('basket').textContent = 'Basket: ' + (++count);
    });
  </script>`,
);

const CHECKOUT = page(
  'Checkout · Low Tide Tea',
  `<h1>Checkout</h1><label>Name <input id="name" autocomplete="off"></label><label>E-mail <input id="mail"></label>
  <canvas width="300" height="40"></canvas><p class="error" id="error"></p><button id="pay" type="button">Pay now</button>
  <script>
    document.getElementById('name').addEventListener('change', () => {
      document.getElementById('error').textContent = 'The name looks wrong';
    });
  </script>`,
);

function page(title: string, body: string): string {
  return `<!doctype html><html lang="en"><head><title>${title}</title><style>${STYLE}</style></head><body>
    <header><strong>Low Tide</strong><span id="basket">Basket: 0</span></header><main>${body}</main></body></html>`;
}

/** A small shop to record, on an origin of its own. */
export async function startShop(): Promise<{ url: string; close: () => void }> {
  const server: Server = createServer((request, response) => {
    response.setHeader('content-type', 'text/html');
    response.end(request.url === '/checkout' ? CHECKOUT : CATALOGUE);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/**
 * A shop of two files, as rolldown 1 bundles and minifies them: the code, and its source map as text. Written down and not built by the
 * test, which is about any map. Not part of the package.
 */
export function builtShop(): { code: string; map: string } {
  // biome-ignore-start lint/suspicious/noTemplateCurlyInString: code as text
  const code =
    'function e(e){return e.total.amount*100}function t(t){const n=e(t);document.title=`Paid ${n}`}addEventListener(`click`,()=>t({}));';
  const map = {
    version: 3,
    file: 'pay.js',
    names: ['sumOf', 'cart', 'payNow', 'cents'],
    sources: ['../src/cart.ts', '../src/pay.ts'],
    sourcesContent: [
      'export interface Cart { total?: { amount: number } }\nexport function sumOf(cart: Cart): number {\n  return cart.total!.amount * 100;\n}\n',
      "import { type Cart, sumOf } from './cart.ts';\n\nexport function payNow(cart: Cart): void {\n  const cents = sumOf(cart);\n  document.title = `Paid ${cents}`;\n}\n\naddEventListener('click', () => payNow({}));\n",
    ],
    mappings:
      'AACA,SAAgBA,EAAM,EAAoB,CACxC,OAAOC,EAAK,MAAO,OAAS,GAC9B,CCDA,SAAgBC,EAAO,EAAkB,CACvC,MAAMC,EAAQH,EAAMC,CAAI,EACxB,SAAS,MAAQ,QAAQE,GAC3B,CAEA,iBAAiB,YAAeD,EAAO,CAAC,CAAC,CAAC,E',
  };
  // biome-ignore-end lint/suspicious/noTemplateCurlyInString: code as text
  return { code, map: JSON.stringify(map) };
}

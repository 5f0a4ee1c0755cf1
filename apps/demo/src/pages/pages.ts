import { kinds, teas } from '../shared/teas.ts';
import { cartPage } from './cart.ts';
import { cataloguePage } from './catalogue.ts';
import { checkoutPage } from './checkout.ts';
import { layout, type Page } from './layout.ts';
import { aboutPage, helpPage, lostPage, newsletterThanksPage, thanksPage, tidesPage } from './prose.ts';
import type { PageSetting } from './setting.ts';
import { teaPage } from './tea.ts';

/** Path -> page, for every page of the shop. */
export const pageTable: ReadonlyMap<string, Page> = new Map<string, Page>([
  ['/', cataloguePage()],
  ...kinds.map(({ id }) => [`/collection/${id}`, cataloguePage(id)] as const),
  ...teas.map((tea) => [`/tea/${tea.slug}`, teaPage(tea)] as const),
  ['/cart', cartPage],
  ['/checkout', checkoutPage],
  ['/thanks', thanksPage],
  ['/about', aboutPage],
  ['/help', helpPage],
  ['/tides', tidesPage],
  ['/newsletter/thanks', newsletterThanksPage],
]);

/** Path -> document. */
export function pages(setting: PageSetting): Map<string, string> {
  return new Map([...pageTable].map(([path, page]) => [path, layout(setting, page)]));
}

/** What every other path shows. */
export function notFoundPage(setting: PageSetting): string {
  return layout(setting, lostPage);
}

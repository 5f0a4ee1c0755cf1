import { mountCartButtons } from './add-to-cart.ts';
import { mountCarousel } from './carousel.ts';
import { mountCartPage } from './cart-page.ts';
import { mountCatalogue } from './catalogue.ts';
import { mountCheckout } from './checkout.ts';
import { mountCompare } from './compare.ts';
import { mountCopyButton } from './copy.ts';
import { mountCountdown } from './countdown.ts';
import { mountDeliveryWeek } from './delivery-week.ts';
import { mountPayNow, showOrderNumber } from './pay-now.ts';
import { mountScribble } from './scribble.ts';
import { mountStockCheck } from './stock.ts';
import { mountVoucherForm, mountVoucherStrip } from './voucher.ts';
import { mountWishlist } from './wishlist.ts';

/** Brings a `<main>` to life. Each part looks for its own elements and does nothing on pages that lack them. */
export function mountParts(main: HTMLElement): void {
  mountCatalogue(main);
  mountCountdown(main);
  mountCopyButton(main);
  mountVoucherStrip(main);
  mountCartButtons(main);
  mountCarousel(main);
  mountStockCheck(main);
  mountCompare(main);
  mountWishlist(main);
  mountCartPage(main);
  mountDeliveryWeek(main);
  mountVoucherForm(main);
  mountPayNow(main);
  mountCheckout(main);
  showOrderNumber(main);
  mountScribble(main);
}

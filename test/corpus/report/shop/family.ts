import { caughtError, extensionError, latePicture } from '../../episodes.ts';
import type { ApiCall, Family } from '../../family.ts';
import { checkout } from './checkout.ts';
import { goods } from './goods.ts';
import { shopPage } from './pages.ts';

export const shop: Family = {
  name: 'shop',
  split: 'report',
  about: 'A small shop: every step is a document of its own, plain DOM, real forms.',
  pages: new URL('pages/', import.meta.url),
  render: (path) => shopPage(path),
  api: ({ name, body }: ApiCall) => (name === 'coupon' ? { status: body === 'HEARTH10' ? 200 : 404 } : { ok: true }),
  episodes: [...goods, ...checkout, caughtError('/'), extensionError('/basket'), latePicture('/checkout')],
};

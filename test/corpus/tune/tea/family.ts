import type { Episode, Family } from '../../family.ts';

const fillIn: Episode['run'] = async (person) => {
  await person.type('#name', 'Ada Miller');
  await person.type('#street', 'Long Road 12');
};

const episodes: Episode[] = [
  {
    name: 'hammers the wish list',
    at: '/',
    positive: ['rage-click', 'dead-click'],
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#wish', p.chance.whole(4, 7), 320);
        await p.read(3800);
      }),
  },
  {
    name: 'tries the wish list once',
    at: '/',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click('#wish');
      await p.read(4500);
    },
  },
  {
    name: 'tries the photo',
    at: '/',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click('#photo');
      await p.read(4500);
    },
  },
  {
    name: 'steps up',
    at: '/',
    negative: ['rage-click', 'dead-click'],
    run: (p) => p.only(['rage-click', 'dead-click'], 'stepper', () => p.clickAgain('#plus', p.chance.whole(4, 9), 260)),
  },
  {
    name: 'adds to the cart',
    at: '/',
    negative: ['dead-click'],
    run: (p) =>
      p.only(['dead-click'], 'button', async () => {
        await p.click('#add');
        await p.read(1500);
      }),
  },
  {
    name: 'compares, and the page fails',
    at: '/',
    positive: ['error-click', 'js-error'],
    run: async (p) => {
      await p.click('#compare');
      await p.read(2500);
    },
  },
  {
    name: 'asks the stock in vain',
    at: '/',
    positive: ['error-click', 'failed-request'],
    arranged: { stock: { status: 500 } },
    run: async (p) => {
      await p.click('#stock');
      await p.read(3000);
    },
  },
  {
    name: 'asks the stock',
    at: '/',
    negative: ['error-click', 'failed-request', 'slow-response'],
    run: (p) =>
      p.only(['error-click', 'failed-request', 'slow-response'], 'button', async () => {
        await p.click('#stock');
        await p.read(1800);
      }),
  },
  {
    name: 'waits for the stock',
    at: '/',
    positive: ['slow-response'],
    arranged: { stock: { delay: 4200 } },
    run: async (p) => {
      await p.click('#stock');
      await p.sees('#note:has-text("In stock")');
      await p.read(1500);
    },
  },
  {
    name: 'searches in vain',
    at: '/',
    positive: ['search-struggle'],
    run: (p) =>
      p.through('search-struggle', async () => {
        for (const words of ['oolong', 'olong tea', 'oolong black']) {
          await p.click('#words', undefined, 3);
          await p.keys(words);
          await p.click('#find');
          await p.read(1600);
        }
      }),
  },
  {
    name: 'searches and finds',
    at: '/',
    negative: ['search-struggle'],
    place: 'last',
    run: async (p) =>
      p.only(['search-struggle'], 'search', async () => {
        await p.type('#words', 'green');
        await p.click('#find');
        await p.sees('.hit');
        await p.read(900);
        await p.follow('.hit');
        await p.read(2500);
      }),
  },
  {
    name: 'a voucher that does nothing',
    at: '/cart',
    positive: ['dead-click', 'rage-click'],
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#apply', p.chance.whole(3, 6), 420);
        await p.read(4000);
      }),
  },
  {
    name: 'updates slowly',
    at: '/cart',
    positive: ['slow-response'],
    arranged: { update: { wait: 4500 } },
    run: async (p) => {
      await p.click('#update');
      await p.read(6500);
    },
  },
  {
    name: 'shipping fails',
    at: '/cart',
    positive: ['failed-request', 'error-click', 'error-message'],
    arranged: { ship: { status: 503 } },
    run: async (p) => {
      await p.click('#ship');
      await p.read(2500);
    },
  },
  {
    name: 'shipping works',
    at: '/cart',
    negative: ['error-message', 'error-click'],
    run: (p) =>
      p.only(['error-message', 'error-click'], 'button', async () => {
        await p.click('#ship');
        await p.read(1800);
      }),
  },
  {
    name: 'orders',
    at: '/checkout',
    negative: ['form-abandonment', 'validation-loop', 'field-struggle'],
    run: (p) =>
      p.only(['form-abandonment', 'validation-loop', 'field-struggle'], 'form sent', async () => {
        await fillIn(p);
        await p.type('#zip', '12345');
        await p.type('#card', '4111111111111111');
        await p.click('#pay');
        await p.read(2000);
      }),
  },
  {
    name: 'gives the order up',
    at: '/checkout',
    place: 'last',
    positive: ['form-abandonment'],
    run: (p) =>
      p.through('form-abandonment', async () => {
        await fillIn(p);
        await p.read(2500);
        await p.follow('a[href="/help"]');
        await p.read(3000);
      }),
  },
  {
    name: 'is refused again and again',
    at: '/checkout',
    place: 'last',
    positive: ['validation-loop', 'error-message', 'form-abandonment'],
    run: (p) =>
      p.through('form-abandonment', () =>
        p.through('validation-loop', async () => {
          await fillIn(p);
          await p.type('#zip', '12');
          for (const more of ['4', 'x', '7']) {
            await p.click('#pay');
            await p.read(1500);
            await p.type('#zip', more);
          }
          await p.click('#pay');
          await p.read(2000);
          await p.follow('a[href="/"]');
          await p.read(2000);
        }),
      ),
  },
  {
    name: 'wrestles with the card',
    at: '/checkout',
    positive: ['field-struggle'],
    run: (p) =>
      p.through('field-struggle', async () => {
        await fillIn(p);
        for (const start of ['4111 222', '4111222', '411122']) {
          await p.type('#card', start, 0);
          await p.click('#zip');
          await p.keys('1');
          await p.click('#card', undefined, 3);
          await p.erase(start.length + 2);
        }
        await p.type('#card', '4111111111111111');
        await p.click('#zip', undefined, 3);
        await p.keys('12345');
        await p.click('#pay');
        await p.read(2000);
      }),
  },
];

/** A tea shop, as the demo shop is one. */
export const tea: Family = {
  name: 'tea',
  split: 'tune',
  about: 'a small shop: products, cart, checkout, search',
  pages: new URL('pages/', import.meta.url),
  api: ({ name, query }) => {
    if (name === 'stock') return { left: 7 };
    if (name === 'search') return { items: /green|sencha/.test(query.get('q') ?? '') ? ['Sencha', 'Gyokuro'] : [] };
    return { ok: true };
  },
  episodes,
};

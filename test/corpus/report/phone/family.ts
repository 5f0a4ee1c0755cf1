import {
  answers,
  circles,
  counts,
  dead,
  extensionError,
  hammered,
  harmless,
  latePicture,
  needlessRequest,
  searchesInVain,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import { picture } from '../../picture.ts';
import { spoonPage } from './pages.ts';

const trouble: Episode[] = [
  dead('/dish/2', '#allergens', 'to know what is in it'),
  hammered('/dish/2', '#allergens', 'to know what is in it'),
  wrongPage('/', '#dish-1 a'),
  circles('/orders', ['.bar a[href="/me"]', '.bar a[href="/"]', '.bar a[href="/orders"]']),
  searchesInVain('/orders'),
  searchesInVain('/'),
  {
    name: 'orders, and the code throws',
    at: '/dish/3',
    positive: ['js-error', 'error-click', 'rage-click', 'dead-click'],
    arranged: { order: { throws: true } },
    run: (person) =>
      person.through('rage-click', async () => {
        await person.click('#order', 'to eat');
        await person.read(1300);
        await person.clickAgain('#order', 5, 260);
        await person.read(1300);
      }),
  },
  {
    name: 'orders, and the kitchen does not answer',
    at: '/dish/3',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { order: { status: 503 } },
    run: (person) =>
      person.through('failed-request', async () => {
        await person.click('#order', 'to eat');
        await person.read(1400);
      }),
  },
  {
    name: 'asks where it is delivered, and waits',
    at: '/me',
    positive: ['slow-response'],
    arranged: { hint: { delay: 4400 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#hint', 'to know it');
        await person.sees('#hint-said:not(:empty)');
        await person.read(400);
      }),
  },
  {
    name: 'waits for the photograph',
    at: '/dish/5',
    place: 'own',
    positive: ['slow-page'],
    arranged: { '/photo-5.svg': { delay: 5300 } },
    run: (person) => person.through('slow-page', () => person.read(6600)),
  },
  {
    name: 'counts up, and the page stands still',
    at: '/dish/4',
    positive: ['slow-page'],
    arranged: { more: { busy: 950 } },
    run: (person) =>
      person.through('slow-page', async () => {
        await person.click('#more', 'two of them');
        await person.read(2200);
      }),
  },
  {
    name: 'cannot write the phone number right',
    at: '/me',
    place: 'last',
    positive: ['validation-loop', 'field-struggle', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const phone of ['+49 170', '0170-88', '(0170)']) {
              await person.click('#phone');
              await person.erase(7);
              await person.keys(phone);
              await person.click('#save', 'to save');
              await person.read(900);
            }
          }),
        ),
      ),
  },
  {
    name: 'begins with the street and looks at the food again',
    at: '/me',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#street', 'Mill Lane');
        await person.read(1300);
        await person.follow('.bar a[href="/"]');
      }),
  },
];

const quiet: Episode[] = [
  harmless('/dish/7', 'busy sign', ['slow-response', 'dead-click'], async (person) => {
    await person.arrange({ order: { delay: 4100, busy: true } });
    await person.click('#order', 'and waits');
    await person.page.getByText('It is being cooked').waitFor();
    await person.read(300);
  }),
  needlessRequest('/orders'),
  extensionError('/me'),
  latePicture('/dish/6'),
  counts('/dish/6', 'stepper', '#more', 300),
  counts('/', 'toggle', '#heart-0', 420),
  harmless('/', 'touch scroll', ['excessive-scroll', 'dead-click', 'thrashed-cursor'], async (person) => {
    for (const by of [500, 450, -300, 400]) {
      await person.scroll(by);
      await person.read(700);
    }
  }),
  answers('/dish/6', 'details', '#taste summary'),
  harmless('/', 'comparing two pages', ['quick-back', 'page-loop'], async (person) => {
    for (const n of [1, 2]) {
      await person.follow(`#dish-${n} a`, 'to compare');
      await person.read(3400);
      await person.back();
    }
  }),
  harmless('/orders', 'words about errors', ['error-message'], (person) => person.read(1200)),
  harmless('/orders', 'reading up and down', ['excessive-scroll'], async (person) => {
    for (const by of [400, 400, -250, 400]) {
      await person.scroll(by);
      await person.read(1000);
    }
  }),
  harmless('/me', 'form that is sent', ['form-abandonment', 'validation-loop', 'field-struggle'], async (person) => {
    await person.type('#street', 'Long Road 12', 0.06);
    await person.type('#phone', '017088123456');
    await person.click('#save', 'to save');
    await person.read(900);
  }),
  harmless('/dish/7', 'order that works', ['dead-click', 'error-click'], async (person) => {
    await person.click('#order', 'to eat');
    await person.read(1000);
  }),
];

export const phone: Family = {
  name: 'phone',
  split: 'report',
  about: 'Food to order on a phone: touch, swipes, a small screen.',
  pages: new URL('pages/', import.meta.url),
  mobile: true,
  render: (path) => {
    const [, n] = /^\/photo-(\d+)\.svg$/.exec(path) ?? [];
    return n ? picture(340, 220, Number(n) * 50) : spoonPage(path);
  },
  episodes: [...trouble, ...quiet],
};

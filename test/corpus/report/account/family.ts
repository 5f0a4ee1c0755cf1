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
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import { accountPage } from './pages.ts';

const trouble: Episode[] = [
  dead('/', '#advisor', 'to talk to somebody'),
  hammered('/', '#advisor', 'to talk to somebody'),
  dead('/files', '#drop', 'to send a file'),
  dead('/tasks', '#clear', 'to tidy up'),
  hammered('/tasks', '#clear', 'to tidy up'),
  wrongPage('/invoices', 'a[href="/invoice/4"]'),
  circles('/profile', ['aside a[href="/"]', 'aside a[href="/files"]', 'aside a[href="/profile"]']),
  searchesInVain('/invoices'),
  shakes('/files'),
  shakes('/invoices'),
  {
    name: 'reads the meter, and the code throws',
    at: '/',
    positive: ['js-error', 'error-click', 'dead-click'],
    arranged: { meter: { throws: true } },
    run: (person) =>
      person.through('error-click', async () => {
        await person.click('#meter', 'to know it');
        await person.read(2000);
      }),
  },
  {
    name: 'reads the meter, which cannot be reached',
    at: '/',
    positive: ['failed-request', 'js-error', 'error-click'],
    arranged: { meter: { status: 0 } },
    run: (person) =>
      person.through('failed-request', async () => {
        await person.click('#meter', 'to know it');
        await person.read(1300);
      }),
  },
  {
    name: 'reads the meter and waits',
    at: '/',
    positive: ['slow-response'],
    arranged: { meter: { delay: 4600 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#meter', 'to know it');
        await person.sees('#said:not(:empty)');
        await person.read(400);
      }),
  },
  {
    name: 'sorts, and the page stands still',
    at: '/',
    positive: ['slow-page'],
    arranged: { sort: { busy: 1000 } },
    run: (person) =>
      person.through('slow-page', async () => {
        await person.click('#by-price', 'to sort');
        await person.read(2000);
      }),
  },
  {
    name: 'finds no password that is good enough',
    at: '/profile',
    place: 'last',
    positive: ['validation-loop', 'field-struggle', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const word of ['kestrel', 'kestrel22', 'Kestrel-2']) {
              await person.click('#new', 'to try another', 3);
              await person.erase(9);
              await person.keys(word);
              await person.click('#change', 'to change it');
              await person.read(900);
            }
          }),
        ),
      ),
  },
  {
    name: 'does not have the IBAN at hand',
    at: '/profile',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#name', 'Ada Moss');
        await person.click('#iban');
        await person.read(1600);
        await person.follow('aside a[href="/"]');
      }),
  },
  {
    name: 'looks for a file by three names',
    at: '/files',
    positive: ['search-struggle'],
    run: (person) =>
      person.through('search-struggle', async () => {
        for (const words of ['lease', 'leasing', 'rent']) {
          await person.click('#find', 'to look for it', 3);
          await person.keys(words);
          await person.click('#find-now');
          await person.read(1000);
        }
      }),
  },
];

const quiet: Episode[] = [
  harmless('/', 'busy sign', ['slow-response', 'dead-click'], async (person) => {
    await person.arrange({ meter: { delay: 4100, busy: true } });
    await person.click('#meter', 'and waits');
    await person.page.getByText('The meter stands').waitFor();
    await person.read(300);
  }),
  needlessRequest('/invoices'),
  extensionError('/profile'),
  latePicture('/files'),
  counts('/', 'toggle', '#by-place', 500),
  harmless('/', 'dialog', ['dead-click', 'rage-click'], async (person) => {
    await person.click('#move');
    await person.read(500);
    await person.click('#later');
    await person.read(400);
  }),
  answers('/', 'text selection', '#terms', 3),
  harmless('/', 'words about errors', ['error-message'], (person) => person.read(1000)),
  harmless('/tasks', 'drag and drop', ['thrashed-cursor', 'dead-click', 'rage-click'], async (person) => {
    await person.drag('#task-0', '#done');
    await person.read(300);
    await person.drag('#task-1', '#done');
    await person.read(500);
  }),
  harmless('/profile', 'autofill', ['field-struggle', 'form-abandonment'], async (person) => {
    await person.click('#name');
    // A browser fills in what it knows in one go, and tells the page by input and change.
    for (const [field, value] of [
      ['#name', 'Ada Moss'],
      ['#iban', 'DE12500105170648489890'],
    ] as const) {
      await person.page.fill(field, value);
    }
    await person.click('#save', 'to save');
    await person.read(800);
  }),
  harmless('/profile', 'native list', ['dead-click', 'field-struggle'], async (person) => {
    await person.type('#name', 'Jo');
    await person.choose('#country', 'Denmark');
    await person.click('#iban');
    await person.keys('DK5000400440', 0);
    await person.click('#save', 'to save');
    await person.read(800);
  }),
  answers('/invoice/2', 'download', '#pdf'),
  harmless('/invoice/2', 'next, next, next', ['page-loop', 'quick-back'], async (person) => {
    for (let n = 0; n < 3; n++) {
      await person.follow('#next', 'to see the next');
      await person.read(800);
    }
  }),
  harmless('/invoices', 'comparing two pages', ['quick-back', 'page-loop'], async (person) => {
    for (const n of [1, 2]) {
      await person.follow(`a[href="/invoice/${n}"]`, 'to compare');
      await person.wander();
      await person.read(3200);
      await person.follow('a[href="/invoices"]:not(aside a)');
    }
  }),
  harmless('/files', 'search that finds', ['search-struggle'], async (person) => {
    await person.click('#find', 'to look for it', 3);
    await person.keys('invoice');
    await person.click('#find-now');
    await person.sees('.file');
    await person.follow('.file', 'that is it');
    await person.read(700);
  }),
  harmless('/files', 'search box left untouched', ['search-struggle', 'form-abandonment'], async (person) => {
    await person.click('#find');
    await person.read(900);
    await person.click('h1');
  }),
];

export const account: Family = {
  name: 'account',
  split: 'report',
  about: 'A customer’s account: tables, drag and drop (sortablejs), passwords, invoices.',
  pages: new URL('pages/', import.meta.url),
  vendor: { '/sortable.js': import.meta.resolve('sortablejs/Sortable.min.js') },
  render: accountPage,
  api: ({ name, query }) =>
    name === 'files' ? { files: query.get('q') === 'invoice' ? ['invoice-2038', 'invoice-2037'] : [] } : { ok: true },
  episodes: [...trouble, ...quiet],
};

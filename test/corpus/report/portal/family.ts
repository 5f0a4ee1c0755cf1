import {
  answers,
  circles,
  counts,
  dead,
  hammered,
  harmless,
  searchesInVain,
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';
import { libraryPage } from './pages.ts';

async function search(person: Person, words: string): Promise<void> {
  await person.click('#words', 'to search', 3);
  await person.keys(words);
  await person.follow('#look', 'to search');
  await person.read(900);
}

const struggle = (name: string, words: readonly string[]): Episode => ({
  name,
  at: '/',
  positive: ['search-struggle'],
  run: (person) =>
    person.through('search-struggle', async () => {
      for (const one of words) await search(person, one);
    }),
});

const trouble: Episode[] = [
  struggle('searches for a book that nobody has', ['the ladder', 'ladders', 'ladder maker']),
  struggle('searches by an author', ['m. arend', 'arend', 'martha arend']),
  struggle('finds many, and never the right one', ['river', 'at night', 'crow', 'below']),
  dead('/search?q=garden', '#facet-old', 'to see the old ones'),
  hammered('/search?q=garden', '#facet-old', 'to see the old ones'),
  wrongPage('/new', 'a[href="/book/4"]'),
  circles('/card', ['a[href="/new"]', 'a[href="/"]', 'a[href="/card"]']),
  searchesInVain('/new'),
  shakes('/card'),
  {
    name: 'lends a book, and the code throws',
    at: '/book/11',
    positive: ['js-error', 'error-click', 'dead-click'],
    arranged: { lend: { throws: true } },
    run: (person) =>
      person.through('error-click', async () => {
        await person.click('#lend', 'to lend it');
        await person.read(2000);
      }),
  },
  {
    name: 'lends a book, and the line is dead',
    at: '/book/11',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { lend: { status: 502 } },
    run: (person) =>
      person.through('failed-request', async () => {
        await person.click('#lend', 'to lend it');
        await person.read(1400);
      }),
  },
  {
    name: 'lends a book and waits',
    at: '/book/12',
    positive: ['slow-response'],
    arranged: { lend: { delay: 4500 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#lend', 'to lend it');
        await person.sees('#said:not(:empty)');
        await person.read(500);
      }),
  },
  {
    name: 'does not know the number of the card',
    at: '/card',
    place: 'last',
    positive: ['validation-loop', 'field-struggle', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const number of ['88 124', '88-124', '088124']) {
              await person.click('#number', 'to try again', 3);
              await person.erase(6);
              await person.keys(number);
              await person.click('#renew-now', 'to renew');
              await person.read(900);
            }
          }),
        ),
      ),
  },
  {
    name: 'begins to renew and goes away',
    at: '/card',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#number', '4471');
        await person.type('#born', '19');
        await person.read(1200);
        await person.follow('a[href="/new"]');
      }),
  },
];

const quiet: Episode[] = [
  harmless('/', 'search that finds', ['search-struggle', 'quick-back'], async (person) => {
    await search(person, 'winter');
    await person.follow('.hit a', 'that is it');
    await person.read(1500);
  }),
  harmless('/', 'search box left untouched', ['search-struggle', 'form-abandonment'], async (person) => {
    await person.click('#words');
    await person.read(900);
    await person.click('h1');
    await person.read(400);
  }),
  harmless('/search?q=the', 'paging', ['page-loop', 'quick-back', 'search-struggle'], async (person) => {
    for (const link of ['#later', '#later', '#earlier', '#later']) {
      await person.follow(link, 'to see more');
      await person.read(1000);
    }
  }),
  harmless('/search?q=the', 'comparing two pages', ['quick-back', 'page-loop'], async (person) => {
    for (const n of [2, 3]) {
      await person.follow(`.hit:nth-child(${n}) a`, 'to compare');
      await person.wander();
      await person.read(3200);
      await person.back();
    }
  }),
  answers('/search?q=garden', 'filter', '#facet-lent'),
  counts('/book/13', 'toggle', '#cite', 450),
  answers('/book/13', 'text selection', '#about', 3),
  harmless('/card', 'form that is sent', ['form-abandonment', 'validation-loop', 'field-struggle'], async (person) => {
    await person.type('#number', '100200', 0.1);
    await person.type('#born', '1981');
    await person.click('#renew-now', 'to renew');
    await person.read(900);
  }),
  {
    ...harmless('/book/14', 'request nobody waits for', ['failed-request', 'error-click'], async (person) => {
      await person.click('#cite', 'to cite it');
      await person.read(1000);
    }),
    place: 'own',
    arranged: { statistics: { status: 500 } },
  },
  harmless('/new', 'reading up and down', ['excessive-scroll'], async (person) => {
    for (const by of [500, 500, -350, 500]) {
      await person.scroll(by);
      await person.read(900);
    }
  }),
];

export const portal: Family = {
  name: 'portal',
  split: 'report',
  about: 'A library’s catalog: every search is a document, results come in pages.',
  pages: new URL('pages/', import.meta.url),
  render: libraryPage,
  api: ({ name, body }) => (name === 'renew' ? { status: body === '100200' ? 200 : 404 } : { ok: true }),
  episodes: [...trouble, ...quiet],
};

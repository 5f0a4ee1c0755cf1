import {
  answers,
  caughtError,
  circles,
  counts,
  dead,
  hammered,
  harmless,
  latePicture,
  needlessRequest,
  searchesInVain,
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import { postPage } from './pages.ts';

const trouble: Episode[] = [
  dead('/story/3', '#source', 'to read the paper'),
  dead('/story/3', '#photo', 'to see it large'),
  hammered('/story/3', '#source', 'to read the paper'),
  wrongPage('/', '.story a[href="/story/4"]'),
  circles('/letters', ['header a[href="/weather"]', 'header a[href="/"]', 'header a[href="/letters"]']),
  searchesInVain('/story/7'),
  searchesInVain('/story/8'),
  shakes('/weather'),
  {
    name: 'follows a story, and the code throws',
    at: '/story/2',
    positive: ['js-error', 'error-click', 'dead-click'],
    arranged: { follow: { throws: true } },
    run: (person) =>
      person.through('error-click', async () => {
        await person.click('#follow', 'to hear more');
        await person.read(2000);
      }),
  },
  {
    name: 'follows a story, and the server is down',
    at: '/story/2',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { follow: { status: 500 } },
    run: (person) =>
      person.through('failed-request', async () => {
        await person.click('#follow', 'to hear more');
        await person.read(1300);
      }),
  },
  {
    name: 'follows a story and waits',
    at: '/story/2',
    positive: ['slow-response'],
    arranged: { follow: { delay: 4700 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#follow', 'to hear more');
        await person.sees('#said:not(:empty)');
        await person.read(500);
      }),
  },
  {
    name: 'comments too shortly, again and again',
    at: '/story/6',
    place: 'last',
    positive: ['validation-loop', 'error-message', 'field-struggle'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const words of ['Nonsense!', 'No, no.', 'What for']) {
              await person.click('#opinion', 'to say it', 3);
              await person.erase(9);
              await person.keys(words);
              await person.click('#post', 'to say it');
              await person.read(900);
            }
          }),
        ),
      ),
  },
  {
    name: 'begins a letter and goes away',
    at: '/letters',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#from', 'A reader');
        await person.type('#text', 'Dear Post, your');
        await person.read(1200);
        await person.follow('header a[href="/"]');
      }),
  },
  {
    name: 'waits for the weather, which comes late',
    at: '/weather',
    place: 'own',
    positive: ['slow-page'],
    arranged: { sky: { late: 5000 } },
    run: (person) => person.through('slow-page', () => person.read(6500)),
  },
];

const quiet: Episode[] = [
  harmless('/story/5', 'busy sign', ['slow-response', 'dead-click'], async (person) => {
    await person.arrange({ follow: { delay: 4100, busy: true } });
    await person.click('#follow', 'and waits');
    await person.page.getByText('We write to you').waitFor();
    await person.read(300);
  }),
  needlessRequest('/letters'),
  caughtError('/letters'),
  latePicture('/story/6'),
  harmless('/story/1', 'reading up and down', ['excessive-scroll', 'thrashed-cursor'], async (person) => {
    for (const by of [420, 420, 420, -380, 420, -300, 420]) {
      await person.scroll(by);
      await person.read(900);
    }
  }),
  harmless('/', 'infinite feed', ['excessive-scroll'], async (person) => {
    for (let n = 0; n < 6; n++) {
      await person.scroll(650);
      await person.read(600);
    }
  }),
  harmless('/', 'clock beside everything', ['dead-click', 'slow-page'], async (person) => {
    await person.follow('.story a[href="/story/1"]', 'to read it');
    await person.read(1500);
  }),
  {
    ...harmless('/weather', 'page that reloads itself', ['page-loop', 'quick-back'], (person) => person.read(7500)),
    place: 'own',
    arranged: { reloads: { on: true } },
  },
  {
    ...harmless('/weather', 'errors that tick anyway', ['error-click'], async (person) => {
      await person.read(2000);
      await person.click('#sky');
      await person.read(1500);
    }),
    place: 'own',
    arranged: { station: { throws: true } },
  },
  harmless('/weather', 'errors of an extension', ['js-error'], async (person) => {
    await person.page.evaluate(
      'setTimeout(() => (0, eval)(\'throw new Error("filler")//# sourceURL=chrome-extension://abcdefgh/content.js\'), 10)',
    );
    await person.read(900);
  }),
  counts('/story/5', 'applause', '#clap', 230),
  counts('/story/5', 'toggle', '#play', 500),
  answers('/story/5', 'text selection', '#opening', 3),
  harmless('/story/9', 'words about errors', ['error-message'], (person) => person.read(1300)),
  harmless(
    '/story/9',
    'form that is sent',
    ['form-abandonment', 'validation-loop', 'field-struggle'],
    async (person) => {
      await person.type('#opinion', 'I was there and it was lovely', 0.06);
      await person.click('#post', 'to say it');
      await person.read(800);
    },
  ),
];

export const news: Family = {
  name: 'news',
  split: 'report',
  about: 'A newspaper: long reads, a feed without an end, a ticker that never rests.',
  pages: new URL('pages/', import.meta.url),
  render: postPage,
  api: ({ name, body }) => (name === 'comment' ? { status: body.split(' ').length < 5 ? 422 : 200 } : { ok: true }),
  episodes: [...trouble, ...quiet],
};

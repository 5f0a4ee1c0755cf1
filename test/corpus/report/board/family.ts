import {
  caughtError,
  circles,
  counts,
  dead,
  hammered,
  harmless,
  needlessRequest,
  searchesInVain,
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';

const trouble: Episode[] = [
  dead('/', '#plan', 'to compare'),
  dead('/', '#print', 'to print it'),
  hammered('/', '#print', 'to print it'),
  wrongPage('/', 'header a[href="/plants"]'),
  circles('/plants', ['header a[href="/alarms"]', 'header a[href="/"]', 'header a[href="/plants"]']),
  searchesInVain('/plants'),
  searchesInVain('/alarms'),
  shakes('/'),
  shakes('/plants'),
  {
    name: 'makes a report, and the code throws',
    at: '/',
    positive: ['js-error', 'error-click', 'rage-click', 'dead-click'],
    arranged: { report: { throws: true } },
    run: (person) =>
      person.through('rage-click', async () => {
        await person.click('#report', 'to have it');
        await person.read(1400);
        await person.clickAgain('#report', 5, 240);
        await person.read(1300);
      }),
  },
  {
    name: 'makes a report and waits',
    at: '/',
    positive: ['slow-response'],
    arranged: { report: { delay: 4500 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#report', 'to have it');
        await person.page.getByText('Report is ready').waitFor();
        await person.read(400);
      }),
  },
  {
    name: 'marks all as seen, which fails',
    at: '/alarms',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { seen: { status: 504 } },
    run: (person) =>
      person.through('failed-request', async () => {
        await person.click('#seen', 'to be done with it');
        await person.read(1400);
      }),
  },
  {
    name: 'draws the week, and the page stands still',
    at: '/',
    positive: ['slow-page'],
    arranged: { chart: { busy: 1000 } },
    run: (person) =>
      person.through('slow-page', async () => {
        await person.click('#week', 'to see the week');
        await person.read(2000);
      }),
  },
  {
    name: 'orders in a way that the page does not understand',
    at: '/',
    place: 'last',
    positive: ['validation-loop', 'field-struggle', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const amount of ['40 MW', '40.0', '+40']) {
              await person.click('#megawatts', 'to try again', 3);
              await person.erase(5);
              await person.keys(amount);
              await person.click('#send', 'to send it');
              await person.read(900);
            }
          }),
        ),
      ),
  },
  {
    name: 'begins an order and goes to the alarms',
    at: '/',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#megawatts', '120');
        await person.type('#reason', 'evening');
        await person.read(1100);
        await person.follow('header a[href="/alarms"]');
      }),
  },
];

const quiet: Episode[] = [
  harmless('/', 'busy sign', ['slow-response', 'dead-click'], async (person) => {
    await person.arrange({ report: { delay: 4100, busy: true } });
    await person.click('#report', 'and waits');
    await person.page.getByText('Report is ready').waitFor();
    await person.read(300);
  }),
  needlessRequest('/alarms'),
  caughtError('/'),
  counts('/', 'stepper', '#more'),
  counts('/', 'zoom', '#nearer', 330),
  harmless('/', 'canvas', ['dead-click', 'rage-click'], (person) => person.clickAgain('#load', 4, 500)),
  harmless('/', 'chart that is drawn anew', ['dead-click', 'rage-click'], async (person) => {
    for (const name of ['hour', 'day', 'hour']) await person.click(`#${name}`);
    await person.read(400);
  }),
  harmless('/', 'map that is dragged', ['thrashed-cursor', 'dead-click'], (person) =>
    person.drag('#map', [
      { x: 120, y: 30 },
      { x: -130, y: -20 },
      { x: 110, y: 10 },
      { x: -90, y: 25 },
    ]),
  ),
  harmless('/', 'clock, ticker, animation beside everything', ['dead-click', 'slow-page', 'page-loop'], (person) =>
    person.read(2200),
  ),
  harmless('/', 'form that is sent', ['form-abandonment', 'validation-loop', 'field-struggle'], async (person) => {
    await person.type('#megawatts', '80');
    await person.type('#reason', 'cold night', 0.08);
    await person.click('#send', 'to send it');
    await person.read(800);
  }),
  {
    ...harmless('/plants', 'errors that tick anyway', ['error-click'], async (person) => {
      await person.click('#sort');
      await person.read(3200);
    }),
    place: 'own',
    arranged: { tape: { throws: true } },
  },
  harmless('/alarms', 'words about errors', ['error-message'], (person) => person.read(1200)),
  counts('/alarms', 'toggle', '#sort', 600),
  harmless('/alarms', 'reading up and down', ['excessive-scroll'], async (person) => {
    for (const by of [500, 450, -300, 450]) {
      await person.scroll(by);
      await person.read(900);
    }
  }),
];

export const board: Family = {
  name: 'board',
  split: 'report',
  about: 'A control room: tickers, a clock, charts on a canvas, a map that is dragged.',
  pages: new URL('pages/', import.meta.url),
  episodes: [...trouble, ...quiet],
};

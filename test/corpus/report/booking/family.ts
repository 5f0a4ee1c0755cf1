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
import { picture } from '../../picture.ts';

/** The booking has steps within one document; each episode begins at the first. */
async function toStep(person: Person, step: number): Promise<void> {
  await person.reload();
  for (let n = 1; n < step; n++) {
    await person.click('#next', 'to go on');
    await person.read(450);
  }
}

const trouble: Episode[] = [
  dead('/', '#lift', 'to know about the lift'),
  hammered('/', '#lift', 'to know about the lift'),
  wrongPage('/', 'a[href="/fares"]'),
  circles('/harbours', ['a[href="/fares"]', 'a[href="/"]', 'a[href="/harbours"]']),
  searchesInVain('/harbours'),
  shakes('/fares'),
  {
    name: 'looks for the pier, and the code throws',
    at: '/',
    positive: ['js-error', 'error-click', 'rage-click'],
    arranged: { map: { throws: true } },
    run: (person) =>
      person.through('error-click', () =>
        person.through('rage-click', async () => {
          await person.click('#map', 'to find the pier');
          await person.read(1200);
          await person.clickAgain('#map', 4, 250);
          await person.read(1300);
        }),
      ),
  },
  {
    name: 'asks for fares, which takes long without a sign',
    at: '/',
    positive: ['slow-response'],
    arranged: { fares: { delay: 4400 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#ask', 'to know the fares');
        await person.page.getByText('Adults 14').waitFor();
        await person.read(500);
      }),
  },
  {
    name: 'asks for fares, which fails',
    at: '/',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { fares: { status: 500 } },
    run: (person) =>
      person.through('error-message', async () => {
        await person.click('#ask', 'to know the fares');
        await person.read(1500);
      }),
  },
  {
    name: 'waits for the coast',
    at: '/fares',
    place: 'own',
    positive: ['slow-page'],
    arranged: { '/coast-fares.svg': { delay: 5400 } },
    run: (person) => person.through('slow-page', () => person.read(6800)),
  },
  {
    name: 'gives a phone number that is never right, and gives up',
    at: '/',
    place: 'last',
    positive: ['validation-loop', 'field-struggle', 'form-abandonment', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await toStep(person, 3);
        await person.type('#name', 'Jo Lund');
        await person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const phone of ['0493/28', '(04932)', '4932']) {
              await person.click('#phone');
              await person.erase(8);
              await person.keys(phone);
              await person.click('#book', 'to book');
              await person.read(800);
            }
          }),
        );
      }),
  },
  {
    name: 'fills in the name and leaves for the fares',
    at: '/',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await toStep(person, 3);
        await person.type('#name', 'Ada Moss');
        await person.read(1300);
        await person.follow('a[href="/fares"]');
      }),
  },
];

const quiet: Episode[] = [
  harmless('/', 'wizard', ['form-abandonment', 'validation-loop', 'page-loop'], async (person) => {
    await toStep(person, 3);
    await person.type('#name', 'Kim Aldous');
    await person.type('#phone', '04932 8812');
    await person.click('#book', 'to book');
    await person.sees('#booked');
  }),
  harmless('/', 'stepper', ['rage-click', 'dead-click'], async (person) => {
    await toStep(person, 2);
    await person.clickAgain('ferry-counter[label=Adults] #more', 4, 300);
    await person.clickAgain('ferry-counter[label=Children] #more', 2, 300);
  }),
  harmless('/', 'seats', ['rage-click', 'dead-click'], async (person) => {
    await toStep(person, 2);
    for (const n of [1, 2, 3, 2]) await person.click(`#seat-${n}`);
  }),
  harmless('/', 'busy sign', ['slow-response', 'dead-click'], async (person) => {
    await person.arrange({ fares: { delay: 4200, busy: true } });
    await person.click('#ask', 'to know the fares');
    await person.page.getByText('Adults 14').waitFor();
    await person.read(400);
  }),
  harmless('/', 'native list', ['dead-click', 'field-struggle'], (person) => person.choose('#harbour', 'Juist')),
  answers('/harbours', 'text selection', '#first', 3),
  counts('/', 'next, next, next', '#next', 600),
  harmless('/harbours', 'reading up and down', ['excessive-scroll'], async (person) => {
    for (const by of [450, 400, -300, 500]) {
      await person.scroll(by);
      await person.read(1000);
    }
  }),
  harmless('/harbours', 'large picture that is there in time', ['slow-page'], (person) => person.read(1500)),
];

export const booking: Family = {
  name: 'booking',
  split: 'report',
  about: 'A ferry’s booking: web components with shadow roots (lit), a wizard without a form element.',
  pages: new URL('pages/', import.meta.url),
  render: (path) => (path.startsWith('/coast') ? picture(740, 420, 190) : undefined),
  episodes: [...trouble, ...quiet],
};

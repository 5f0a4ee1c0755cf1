import { answers, counts, dead, hammered, harmless } from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';

/** What is dead on the first page, and how it looks. */
const DEAD: [selector: string, wish: string][] = [
  ['#hash', 'to see when it is open'],
  ['#void', 'to find the way'],
  ['#role', 'to call a cab'],
  ['#chip', 'to see what is vegan'],
  ['#tile3', 'to choose stew'],
  ['#icon', 'to set something'],
  ['#ripple', 'to reserve'],
  ['#state', 'to buy a gift card'],
  ['#row2', 'to see table 2'],
  ['#poll', 'to see the orders'],
  ['#cake', 'to have cake'],
  ['#order', 'to order'],
];

/** Ways in which the second page tells that something went wrong, and ways that only read like it. */
const WRONG = 'toast library sonner status live banner output modal dialog cell button shadow plain red'.split(' ');
const CALM = 'saved copied sure logs none info undo jobs asks'.split(' ');

const complains = (way: string): Episode => ({
  name: `is told by ${way}`,
  at: '/says',
  positive: ['error-message'],
  run: async (p) => {
    await p.click(`#w-${way}`);
    await p.read(4600);
  },
});

const loop = (
  name: string,
  form: { at?: 'last'; fill: [string, string][]; again: [string, string]; send: string },
): Episode => ({
  name,
  at: '/forms',
  positive: ['validation-loop', 'error-message', 'form-abandonment'],
  place: 'last',
  run: (p) =>
    p.through('form-abandonment', () =>
      p.through('validation-loop', async () => {
        for (const [field, text] of form.fill) await p.type(field, text, 0);
        for (let n = 0; n < 3; n++) {
          await p.click(form.send);
          await p.read(1700);
          const [field, more] = form.again;
          await p.click(field);
          await p.key('End');
          await p.keys(more, 0);
        }
        await p.read(700);
        await p.follow('a[href="/"]', 'gives up');
        await p.read(1200);
      }),
    ),
});

const episodes: Episode[] = [
  ...DEAD.map(([selector, wish]) => dead('/', selector, wish)),
  ...DEAD.filter((_, n) => n % 2 === 0).map(([selector, wish]) => hammered('/', selector, wish)),
  {
    name: 'a dialog that cannot be confirmed',
    at: '/',
    positive: ['dead-click', 'rage-click'],
    run: async (p) => {
      await p.click('#open');
      await p.through('rage-click', async () => {
        await p.click('#confirm');
        await p.read(1500);
        await p.clickAgain('#confirm', p.chance.whole(4, 6), 240);
        await p.read(1500);
      });
      await p.click('#close');
    },
  },
  counts('/', 'show more', '#grow'),
  counts('/', 'stepper', '#plus'),
  answers('/', 'tile', '#tile1'),
  answers('/', 'checkbox', '#box'),
  answers('/', 'row', '#row1'),
  answers('/', 'dialog', '#open'),
  ...WRONG.map(complains),
  ...CALM.map((way) =>
    harmless('/says', 'words that read like trouble', ['error-message'], async (p) => {
      await p.click(`#c-${way}`);
      await p.read(3400);
    }),
  ).map((one, n) => ({ ...one, name: `${one.name}: ${CALM[n]}` })),
  harmless('/says', 'accordion', ['error-message', 'dead-click'], async (p) => {
    await p.click('#faq summary');
    await p.read(1500);
  }),
  {
    name: 'a code that is not valid',
    at: '/says',
    positive: ['error-message'],
    run: async (p) => {
      await p.type('#code', 'SUMMER', 0);
      await p.click('#apply');
      await p.read(1800);
    },
  },
  {
    name: 'a name that is taken',
    at: '/says',
    positive: ['error-message'],
    run: async (p) => {
      await p.type('#name', 'ada', 0);
      await p.click('h1');
      await p.read(1800);
    },
  },
  loop('cannot join', {
    fill: [
      ['#mail', 'ada'],
      ['#word', 'sesame'],
    ],
    again: ['#word', 'x'],
    send: '#send',
  }),
  {
    ...loop('cannot pay', {
      fill: [
        ['#first', 'Ada'],
        ['#card', '4111'],
      ],
      again: ['#card', '1'],
      send: '#pay',
    }),
    arranged: { pay: { status: 422 } },
  },
  loop('cannot ship', {
    fill: [
      ['#street', 'Elm 4'],
      ['#post', '12'],
    ],
    again: ['#post', 'a'],
    send: '#ship',
  }),
  harmless('/forms', 'form sent', ['validation-loop', 'form-abandonment', 'error-message'], async (p) => {
    await p.type('#mail', 'ada@site.test', 0);
    await p.type('#word', 'sesame street', 0);
    await p.click('#send');
    await p.read(1800);
  }),
];

/** A counter of a restaurant: dead things beside things that never rest, messages of every make. */
export const kiosk: Family = {
  name: 'kiosk',
  split: 'tune',
  about:
    'dead things of every make beside tickers and feeds, messages of every make, forms without validation of the browser',
  pages: new URL('pages/', import.meta.url),
  episodes,
};

import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';

const firstStep = async (p: Person, day: string) => {
  await p.type('#from', 'Ber', 0);
  await p.click('#hits li:nth-child(1)');
  await p.type('#to', 'Boston');
  await p.type('#day', day, 0);
};
const search = async (p: Person, words: string) => {
  await p.click('#q', undefined, 3);
  await p.keys(words, 0);
  await p.follow('#go', 'to search');
  await p.read(1500);
};

const episodes: Episode[] = [
  {
    name: 'clicks in order',
    at: '/',
    negative: ['dead-click', 'rage-click'],
    run: (p) =>
      p.only(['dead-click', 'rage-click'], 'button', async () => {
        await p.clickAgain('#one', 3, 400);
        await p.click('#two');
        await p.read(800);
      }),
  },
  {
    name: 'counts up',
    at: '/',
    negative: ['rage-click', 'dead-click'],
    run: (p) => p.only(['rage-click', 'dead-click'], 'stepper', () => p.clickAgain('#inc', p.chance.whole(4, 9), 250)),
  },
  {
    name: 'hammers mute',
    at: '/',
    positive: ['rage-click', 'dead-click'],
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#mute', p.chance.whole(3, 6), 340);
        await p.read(4000);
      }),
  },
  {
    name: 'mutes once',
    at: '/',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click('#mute');
      await p.read(4500);
    },
  },
  {
    name: 'hint that fails',
    at: '/',
    positive: ['error-click', 'js-error'],
    run: async (p) => {
      await p.click('#hint');
      await p.read(2500);
    },
  },
  {
    name: 'cannot log in',
    at: '/',
    positive: ['error-message', 'validation-loop'],
    run: (p) =>
      p.through('validation-loop', async () => {
        await p.type('#user', 'ada', 0);
        for (const word of ['sesam', 'sesame1', 'letmein']) {
          await p.click('#pass', undefined, 3);
          await p.keys(word, 0);
          await p.click('#enter');
          await p.read(1600);
        }
        await p.click('#pass', undefined, 3);
        await p.keys('secret', 0);
        await p.click('#enter');
        await p.read(1500);
      }),
  },
  {
    name: 'logs in',
    at: '/',
    negative: ['error-message', 'validation-loop', 'form-abandonment'],
    run: (p) =>
      p.only(['error-message', 'validation-loop', 'form-abandonment'], 'form sent', async () => {
        await p.type('#user', 'ada', 0);
        await p.type('#pass', 'secret', 0);
        await p.click('#enter');
        await p.read(1600);
      }),
  },
  {
    name: 'chooses',
    at: '/',
    negative: ['dead-click'],
    run: (p) =>
      p.only(['dead-click'], 'select', async () => {
        await p.choose('#choose', 'Red');
        await p.click('#agree');
        await p.click('#submit');
        await p.read(900);
      }),
  },
  {
    name: 'books',
    at: '/flight',
    negative: ['form-abandonment', 'validation-loop', 'field-struggle'],
    run: (p) =>
      p.only(['form-abandonment', 'validation-loop', 'field-struggle'], 'form sent', async () => {
        await firstStep(p, '31.12.');
        await p.click('#next');
        await p.read(700);
        await p.type('#who', 'Ada Miller');
        await p.type('#phone', '0301234567');
        await p.click('#book-it');
        await p.read(1800);
      }),
  },
  {
    name: 'gives up after the first step',
    at: '/flight',
    positive: ['form-abandonment'],
    place: 'last',
    run: (p) =>
      p.through('form-abandonment', async () => {
        await firstStep(p, '31.12.');
        await p.click('#next');
        await p.read(700);
        await p.type('#who', 'Ada Miller');
        await p.read(2000);
        await p.follow('a[href="/"]');
        await p.read(2000);
      }),
  },
  {
    name: 'the day is never right',
    at: '/flight',
    positive: ['validation-loop', 'field-struggle', 'error-message', 'form-abandonment'],
    place: 'last',
    run: (p) =>
      p.through('form-abandonment', () =>
        p.through('field-struggle', () =>
          p.through('validation-loop', async () => {
            await firstStep(p, '31/12');
            for (const day of ['12-31', '31 12', 'dec 31']) {
              await p.click('#next');
              await p.read(1300);
              await p.click('#day');
              await p.erase(8);
              await p.keys(day, 0);
            }
            await p.click('#next');
            await p.read(1500);
            await p.follow('a[href="/"]');
            await p.read(1500);
          }),
        ),
      ),
  },
  {
    name: 'booking fails',
    at: '/flight',
    positive: ['failed-request', 'error-click', 'error-message'],
    arranged: { book: { status: 500 } },
    place: 'last',
    run: (p) =>
      p.through('form-abandonment', async () => {
        await firstStep(p, '30.11.');
        await p.click('#next');
        await p.read(700);
        await p.type('#who', 'Bob');
        await p.click('#book-it');
        await p.read(2500);
        await p.follow('a[href="/find"]');
        await p.read(1500);
      }),
  },
  {
    name: 'searches other words',
    at: '/find',
    positive: ['search-struggle'],
    run: (p) =>
      p.through('search-struggle', async () => {
        for (const words of ['snow shoes', 'shoes for snow', 'warm shoes']) await search(p, words);
      }),
  },
  {
    name: 'finds at once',
    at: '/find',
    negative: ['search-struggle'],
    run: (p) =>
      p.only(['search-struggle', 'quick-back'], 'search', async () => {
        await search(p, 'boots');
        await p.follow('.hit');
        await p.read(10_000);
        await p.follow('a[href="/find"]');
        await p.read(800);
      }),
  },
  {
    name: 'wrong result, back',
    at: '/find',
    positive: ['quick-back'],
    run: (p) =>
      p.through('quick-back', async () => {
        await search(p, 'boots');
        await p.follow('.hit');
        await p.read(1100);
        await p.back();
        await p.read(1200);
      }),
  },
];

/** Small tasks, as MiniWoB has them: a sequence, a login, a booking in two steps, a search. */
export const errands: Family = {
  name: 'errands',
  split: 'tune',
  about: 'small tasks: a login, a booking in two steps without a form element, a search with pages of results',
  pages: new URL('pages/', import.meta.url),
  render: (path) => {
    const item = /^\/item\/([\w-]+)$/.exec(path)?.[1];
    return (
      item &&
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${item}</title></head><body><nav><a href="/">Tasks</a> <a href="/find">Find</a></nav><h1>${item}</h1><p>${'It is made of leather and of wool, and keeps warm. '.repeat(12)}</p></body></html>`
    );
  },
  episodes,
};

import {
  answers,
  caughtError,
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
import type { Person } from '../../person.ts';
import { renderMuseum } from './pages.ts';

const asks = (name: string, one: Partial<Episode> & { press: string; wait: number }): Episode => ({
  name,
  at: '/',
  ...one,
  run: async (p) => {
    await p.click(one.press, name);
    await p.read(one.wait);
  },
});

const opens = async (p: Person, day = 'Sat') => {
  await p.click('#book', 'to come');
  await p.read(700);
  await p.click(`#days button:has-text("${day}")`);
  await p.click('#hours button:has-text("12:00")');
};
const onward = async (p: Person) => {
  await p.click('#onward', 'on');
  await p.read(1500);
};
const who = async (p: Person, mail = 'ada@site.test') => {
  await p.type('#name', 'Ada Miller');
  await p.type('#mail', mail, 0);
};
const closes = async (p: Person) => {
  await p.click('#away', 'has enough');
  await p.read(700);
  await p.follow('.top a[href="/"]', 'has enough');
  await p.read(1300);
};
const givesUp = (name: string, run: (p: Person) => Promise<void>, more: Partial<Episode> = {}): Episode => ({
  name,
  at: '/visit',
  place: 'last',
  ...more,
  positive: ['form-abandonment', ...(more.positive ?? [])],
  run: (p) =>
    p.through('form-abandonment', async () => {
      await run(p);
      await closes(p);
    }),
});

const seeks = async (p: Person, words: string) => {
  await p.click('#for', undefined, 3);
  await p.keys(words);
  await (p.chance.happens(0.5) ? p.key('Enter') : p.click('#seek'));
  await p.read(1900);
};
const seeksInVain = (name: string, words: string[]): Episode => ({
  name,
  at: '/collection',
  positive: ['search-struggle'],
  run: (p) =>
    p.through('search-struggle', async () => {
      for (const one of words) await seeks(p, one);
    }),
});

const episodes: Episode[] = [
  dead('/', '#members', 'to log in'),
  hammered('/', '#members', 'to log in'),
  dead('/', '#plan', 'to find the cloakroom'),
  hammered('/', '#plan', 'to find the cloakroom'),
  dead('/visit', '#ticket', 'to have it on paper'),
  hammered('/visit', '#ticket', 'to have it on paper'),
  dead('/visit', '#change', 'to come later'),
  asks('asks the desk', { press: '#ask', wait: 2500, positive: ['js-error', 'error-click'] }),
  asks('asks what is on, and nobody answers', {
    press: '#today',
    wait: 3000,
    positive: ['failed-request', 'error-click', 'js-error'],
    arranged: { today: { status: 503 } },
  }),
  asks('asks for stops, and the line breaks', {
    press: '#stops',
    wait: 3200,
    positive: ['failed-request', 'error-message'],
    arranged: { stops: { status: 0 } },
  }),
  asks('waits for what is on', {
    press: '#today',
    wait: 6500,
    positive: ['slow-response'],
    arranged: { today: { delay: 4300 } },
  }),
  {
    name: 'waits for the words',
    at: '/guide',
    positive: ['slow-response'],
    arranged: { words: { wait: 4400 } },
    run: async (p) => {
      await p.click('#words', 'to read along');
      await p.read(6500);
    },
  },
  {
    name: 'waits for the new wing',
    at: '/wing',
    place: 'own',
    positive: ['slow-page'],
    arranged: { '/wing.svg': { delay: 5700 } },
    run: async (p) => {
      await p.read(7500);
      await p.click('h1');
      await p.read(800);
    },
  },
  asks('joins with half an address', { press: '#join', wait: 2200, positive: ['error-message'] }),
  {
    name: 'goes on without a day',
    at: '/visit',
    positive: ['error-message'],
    run: async (p) => {
      await p.click('#book');
      await p.read(600);
      await onward(p);
      await p.click('#away');
      await p.read(500);
    },
  },
  {
    name: 'wants the Sunday',
    at: '/visit',
    positive: ['error-message', 'validation-loop'],
    run: (p) =>
      p.through('validation-loop', async () => {
        await opens(p, 'Sun');
        for (let n = 0; n < 3; n++) {
          await onward(p);
          await p.click(`#hours button:has-text("${n % 2 ? '10:00' : '14:00'}")`, 'perhaps then');
        }
        await p.click('#away');
        await p.read(600);
      }),
  },
  givesUp('leaves who they are', async (p) => {
    await opens(p);
    await onward(p);
    await p.type('#name', 'Ada Miller');
    await p.read(1000);
  }),
  givesUp('leaves before the card', async (p) => {
    await opens(p);
    await onward(p);
    await who(p);
    await onward(p);
  }),
  givesUp(
    'the bank hangs up',
    async (p) => {
      await opens(p);
      await onward(p);
      await who(p);
      await onward(p);
      await p.type('#card', '4111 1111 1111', 0);
      await onward(p);
    },
    { arranged: { pay: { status: 502 } }, positive: ['failed-request', 'error-message'] },
  ),
  givesUp(
    'an address that is none',
    async (p) => {
      await opens(p);
      await onward(p);
      await p.through('validation-loop', async () => {
        await who(p, 'ada');
        for (const more of ['@', 'x', 'y']) {
          await onward(p);
          await p.click('#mail');
          await p.key('End');
          await p.keys(more, 0);
        }
      });
    },
    { positive: ['error-message', 'validation-loop'] },
  ),
  {
    name: 'the number of the card',
    at: '/visit',
    positive: ['field-struggle'],
    run: async (p) => {
      await opens(p);
      await onward(p);
      await who(p);
      await onward(p);
      await p.through('field-struggle', async () => {
        for (const start of ['4111 2222 33', '41112222', '4111-2222']) {
          await p.type('#card', start, 0);
          await p.read(600);
          await p.erase(start.length);
        }
        await p.keys('4111222233334444', 0);
      });
      await onward(p);
    },
  },
  harmless(
    '/visit',
    'form that is sent',
    ['form-abandonment', 'validation-loop', 'field-struggle', 'error-message'],
    async (p) => {
      await opens(p);
      await onward(p);
      await who(p);
      await onward(p);
      await p.type('#card', '4111222233334444', 0);
      await onward(p);
    },
  ),
  harmless('/visit', 'stepper', ['rage-click', 'dead-click'], async (p) => {
    await opens(p);
    await onward(p);
    await p.clickAgain('#one-more', p.chance.whole(3, 6), 300);
    await p.click('#away');
    await p.read(500);
  }),
  seeksInVain('a painter who is not there', ['vermeer', 'vermeer delft', 'jan vermeer']),
  seeksInVain('a thing that is not there', ['bicycle', 'bike']),
  seeksInVain('looks at everything and takes nothing', ['winter', 'garden', 'harbour', 'dou']),
  harmless('/collection', 'search that finds', ['search-struggle', 'quick-back'], async (p) => {
    await seeks(p, 'cuyp');
    await p.follow('.work');
    await p.read(9500);
  }),
  harmless('/collection', 'paging', ['page-loop', 'quick-back', 'rage-click', 'dead-click'], async (p) => {
    for (let n = 0; n < 3; n++) {
      await p.follow('#further', 'on');
      await p.read(1700);
    }
  }),
  wrongPage('/collection', '.work:nth-of-type(4)'),
  wrongPage('/', '.top a[href="/guide"]'),
  circles('/', ['.top a[href="/visit"]', '.top a[href="/house"]', '.top a[href="/guide"]']),
  harmless('/collection', 'a page that helps', ['quick-back'], async (p) => {
    await p.follow('.work:nth-of-type(2)');
    await p.read(9000);
    await p.back();
    await p.read(900);
  }),
  searchesInVain('/house'),
  harmless('/house', 'reading up and down', ['excessive-scroll', 'thrashed-cursor'], async (p) => {
    for (const by of [500, 520, -300, 600, 480]) {
      await p.scroll(by);
      await p.read(1600);
    }
  }),
  shakes('/guide'),
  counts('/', 'carousel', '#later', 330),
  counts('/guide', 'seeking in a film', '#ahead', 320),
  counts('/guide', 'pace', '#pace', 420),
  answers('/', 'change by CSS only', '#keep'),
  answers('/', 'printing', '#sheet'),
  answers('/', 'accordion', '#dogs button'),
  answers('/guide', 'download', '#offline'),
  answers('/guide', 'what is heard', '#louder'),
  answers('/guide', 'station', '#stations li:nth-child(3) button'),
  harmless('/', 'words about errors', ['error-message'], async (p) => {
    await p.click('#dogs button');
    await p.read(1700);
    await p.click('#near');
    await p.read(1500);
  }),
  harmless('/', 'search box left untouched', ['form-abandonment', 'search-struggle'], async (p) => {
    await p.click('#letter');
    await p.read(1400);
  }),
  needlessRequest('/'),
  extensionError('/guide'),
  caughtError('/'),
  latePicture('/house'),
];

/** A museum: hours, tickets in a dialog, a collection to search, a guide for the ear. */
export const museum: Family = {
  name: 'museum',
  split: 'report',
  about:
    'custom elements without shadow roots, a booking in a dialog, a collection that a server writes, a guide for the ear',
  pages: new URL('pages/', import.meta.url),
  render: renderMuseum,
  api: ({ name }) =>
    name === 'near'
      ? { full: 240 }
      : name === 'pay'
        ? { ok: true }
        : { list: ['Concert at seven', 'A walk for children', 'Drawing'] },
  episodes,
};

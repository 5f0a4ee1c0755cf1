import {
  answers,
  caughtError,
  circles,
  counts,
  dead,
  extensionError,
  hammered,
  harmless,
  needlessRequest,
  searchesInVain,
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';
import { renderClinic } from './pages.ts';

const giveUp = async (p: Person) => {
  await p.read(900);
  await p.follow('nav a[href="/"]', 'gives up');
  await p.read(1200);
};

/** Logs in with what the server refuses, `times` times. The user's name chooses how the server says so. */
const refusedBy = (user: string, times: number): Episode => ({
  name: `the server refuses ${user} ${times} times`,
  at: '/login',
  positive: ['error-message', 'form-abandonment', ...(times > 1 ? (['validation-loop'] as const) : [])],
  place: 'last',
  run: (p) =>
    p.through('form-abandonment', async () => {
      const tries = async () => {
        for (let n = 0; n < times; n++) {
          if (n === 0 || user !== 'keeps') await p.type('#user', user, 0);
          await p.type('#pass', `guess${n}`, 0);
          await p.click('#enter');
          await p.read(1500);
        }
      };
      await (times > 2 ? p.through('validation-loop', tries) : tries());
      await giveUp(p);
    }),
});

/** Fills in the booking so that the page refuses it, in words of its own. */
const refusedFor = (why: string, fill: (p: Person) => Promise<void>, arranged?: Episode['arranged']): Episode => ({
  name: `cannot book: ${why}`,
  at: '/book',
  positive: ['error-message', 'validation-loop', 'form-abandonment'],
  place: 'last',
  ...(arranged && { arranged }),
  run: (p) =>
    p.through('form-abandonment', () =>
      p.through('validation-loop', async () => {
        await p.type('#who', 'Ada Miller');
        for (let n = 0; n < 3; n++) {
          await fill(p);
          await p.click('#send');
          await p.read(1700);
        }
        await giveUp(p);
      }),
    ),
});

const leaves = (name: string, fill: (p: Person) => Promise<void>): Episode => ({
  name,
  at: '/book',
  positive: ['form-abandonment'],
  place: 'last',
  run: (p) =>
    p.through('form-abandonment', async () => {
      await fill(p);
      await p.read(1400);
      await p.follow('nav a[href="/prices"]', 'has enough');
      await p.read(900);
    }),
});

const struggles = (name: string, run: (p: Person) => Promise<void>): Episode => ({
  name,
  at: '/book',
  positive: ['field-struggle'],
  run: async (p) => {
    await p.through('field-struggle', () => run(p));
    await p.type('#who', 'Ada Miller', 0);
    await p.type('#day', '2031-04-02', 0);
    await p.click('#send');
    await p.read(1500);
  },
});

const again = async (p: Person, field: string, text: string) => {
  await p.click(field, undefined, 3);
  await p.keys(text, 0);
};

const fails = (selector: string, kinds: Episode['positive'], arranged?: Episode['arranged'], wait = 2500): Episode => ({
  name: `${selector} fails`,
  at: '/tools',
  positive: kinds ?? [],
  ...(arranged && { arranged }),
  run: async (p) => {
    await p.click(selector);
    await p.read(wait);
  },
});

const reloads: Episode = {
  name: 'loads it again and again',
  at: '/hours',
  positive: ['page-loop'],
  run: (p) =>
    p.through('page-loop', async () => {
      for (let n = 0; n < 3; n++) {
        await p.reload();
        await p.read(700);
      }
    }),
};

const backAndForth: Episode = {
  name: 'between two pages',
  at: '/prices',
  positive: ['page-loop'],
  run: (p) =>
    p.through('page-loop', async () => {
      for (let n = 0; n < 3; n++) {
        await p.follow('nav a[href="/hours"]', 'is it here?');
        await p.read(700);
        await p.back();
        await p.read(700);
      }
    }),
};

const episodes: Episode[] = [
  ...['alert', 'red', 'list', 'flash', 'field', 'keeps'].map((user, n) => refusedBy(user, n % 3 === 0 ? 1 : 3)),
  refusedFor('the day', (p) => again(p, '#day', '2020-01-01')),
  refusedFor('a sunday', (p) => again(p, '#day', '2031-04-06')),
  refusedFor('the people', async (p) => {
    await again(p, '#day', '2031-04-02');
    await again(p, '#people', '0');
  }),
  refusedFor('somebody was faster', (p) => again(p, '#day', '2031-04-02'), { book: { status: 409 } }),
  leaves('leaves after two fields', async (p) => {
    await p.type('#who', 'Ada Miller');
    await p.type('#day', '2031-04-02');
  }),
  leaves('leaves after the story', async (p) => {
    await p.type('#who', 'Ada');
    await p.type('#story', 'My back hurts when I sit for long.');
  }),
  struggles('writes and deletes the day', async (p) => {
    await p.type('#day', '2 april 31', 0);
    await p.erase(10);
    await p.keys('02.04.2031', 0);
    await p.erase(10);
    await p.keys('2031/04/02', 0);
    await p.erase(10);
  }),
  struggles('comes back to the people', async (p) => {
    for (const text of ['two', '2 adults', '2', '3']) {
      await again(p, '#people', text);
      await p.click('#story');
      await p.read(500);
    }
  }),
  struggles('does not know the day', async (p) => {
    await p.click('#day');
    await p.read(13_500);
    await p.keys('2031-04-02', 0);
    await p.click('#who');
  }),
  harmless(
    '/book',
    'form sent',
    ['form-abandonment', 'validation-loop', 'field-struggle', 'error-message'],
    async (p) => {
      await p.type('#who', 'Ada Miller');
      await p.type('#day', '2031-04-02');
      await p.type('#story', 'My back hurts when I sit for long, and my neck as well. It began in spring.');
      await p.click('#send');
      await p.read(1600);
    },
  ),
  harmless('/login', 'form sent', ['form-abandonment', 'validation-loop', 'error-message'], async (p) => {
    await p.type('#user', 'ada', 0);
    await p.type('#pass', 'secret', 0);
    await p.click('#enter');
    await p.read(1500);
  }),
  harmless('/', 'single box', ['form-abandonment'], async (p) => {
    await p.type('#news', 'ada@site.test');
    await p.read(900);
  }),
  fails('#later', ['js-error', 'error-click']),
  fails('#reject', ['js-error', 'error-click']),
  fails('#labs', ['failed-request', 'error-click'], { labs: { status: 500 } }),
  fails('#slow', ['failed-request', 'error-click'], { slow: { status: 503, delay: 2600 } }, 5200),
  fails('#very', ['failed-request'], { very: { status: 500, delay: 5200 } }, 8000),
  fails('#said', ['failed-request', 'error-message'], { said: { status: 500 } }),
  harmless('/tools', 'button', ['error-click', 'failed-request', 'dead-click'], async (p) => {
    await p.click('#labs');
    await p.read(1500);
  }),
  {
    ...harmless('/tools', 'poll that fails', ['failed-request', 'error-click'], async (p) => {
      await p.click('#fine');
      await p.read(4500);
    }),
    arranged: { queue: { status: 503 } },
  },
  {
    ...harmless('/tools', 'left before it was answered', ['failed-request', 'error-click'], async (p) => {
      await p.click('#labs');
      await p.read(500);
      await p.follow('nav a[href="/hours"]');
      await p.read(1200);
    }),
    arranged: { labs: { delay: 4000 } },
  },
  needlessRequest('/tools'),
  extensionError('/tools'),
  caughtError('/tools'),
  ...['#busy1', '#busy2', '#busy3', '#busy4']
    .map((one) => answers('/tools', 'busy sign', one))
    .map((one, n) => ({ ...one, name: `${one.name} ${n}` })),
  answers('/tools', 'chart that is drawn anew', '#draw'),
  counts('/tools', 'chart that is drawn anew and again', '#draw', 420),
  dead('/tools', '#nothing', 'to see the map'),
  hammered('/tools', '#nothing', 'to see the map'),
  circles('/', ['nav a[href="/hours"]', 'nav a[href="/prices"]', 'nav a[href="/faq"]']),
  { ...circles('/', ['nav a[href="/faq"]', 'nav a[href="/hours"]']), name: 'walks between two pages and /' },
  backAndForth,
  reloads,
  harmless('/', 'one page after the other', ['page-loop', 'quick-back'], async (p) => {
    for (const page of ['/hours', '/prices', '/faq', '/']) {
      await p.follow(`nav a[href="${page}"]`);
      await p.read(1500);
    }
  }),
  harmless('/prices', 'comparing two pages', ['page-loop', 'quick-back'], async (p) => {
    for (let n = 0; n < 2; n++) {
      await p.follow('nav a[href="/hours"]', 'to compare');
      await p.read(4800);
      await p.follow('nav a[href="/prices"]', 'to compare');
      await p.read(4800);
    }
  }),
  searchesInVain('/faq'),
  {
    name: 'looks all over a pane',
    at: '/hours',
    positive: ['excessive-scroll'],
    run: (p) =>
      p.through('excessive-scroll', async () => {
        await p.hover('.pane');
        for (const by of [900, -800, 1000, -900, 900]) {
          await p.scroll(by);
          await p.read(300);
        }
      }),
  },
  harmless('/faq', 'reading', ['excessive-scroll', 'thrashed-cursor'], async (p) => {
    for (const by of [500, 600, -350, 700, 600, 500]) {
      await p.scroll(by);
      await p.read(1700);
    }
  }),
  harmless('/faq', 'to the end and back', ['excessive-scroll'], async (p) => {
    for (const by of [2500, 1500, -4000]) {
      await p.scroll(by);
      await p.read(900);
    }
  }),
  wrongPage('/', 'nav a[href="/faq"]'),
  wrongPage('/prices', 'nav a[href="/hours"]'),
  harmless('/', 'a page that helps', ['quick-back'], async (p) => {
    await p.follow('nav a[href="/prices"]');
    await p.read(7600);
    await p.back();
    await p.read(800);
  }),
  shakes('/prices'),
];

/** A doctor's house: pages that a server writes, refusals in words of its own, requests that fail in several ways. */
export const clinic: Family = {
  name: 'clinic',
  split: 'tune',
  about:
    'documents that a server writes, forms that it refuses, requests that fail in several ways, pages that lead in circles',
  pages: new URL('pages/', import.meta.url),
  render: renderClinic,
  episodes,
};

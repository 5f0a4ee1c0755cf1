import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';

const calm = (p: Person, widget: string, run: () => Promise<void>) => p.only(['rage-click', 'dead-click'], widget, run);

const episodes: Episode[] = [
  {
    name: 'a card that is none',
    at: '/',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click(p.chance.pick(['#kpi', '#kpi2']));
      await p.read(4500);
    },
  },
  {
    name: 'hammers a card beside a ticker',
    at: '/',
    positive: ['rage-click', 'dead-click'],
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#kpi', p.chance.whole(4, 6), 380);
        await p.read(4200);
      }),
  },
  {
    name: 'mail that does nothing',
    at: '/',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click('#print');
      await p.read(4600);
    },
  },
  {
    name: 'hammers mail',
    at: '/',
    positive: ['rage-click'],
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#print', 5, 300);
        await p.read(4200);
      }),
  },
  {
    name: 'mail that throws',
    at: '/',
    positive: ['error-click', 'js-error'],
    arranged: { mail: { broken: true } },
    run: async (p) => {
      await p.click('#print');
      await p.read(2500);
    },
  },
  {
    name: 'walks through weeks',
    at: '/',
    negative: ['rage-click', 'dead-click'],
    run: (p) => calm(p, 'week picker', () => p.clickAgain('#week-on', p.chance.whole(4, 8), 280)),
  },
  {
    name: 'pages on',
    at: '/',
    negative: ['rage-click', 'dead-click'],
    run: (p) => calm(p, 'next-next-next', () => p.clickAgain('#next', p.chance.whole(4, 7), 350)),
  },
  {
    name: 'toggles',
    at: '/',
    negative: ['rage-click', 'dead-click'],
    run: (p) => calm(p, 'toggle', () => p.clickAgain('#toggle', p.chance.whole(3, 5), 420)),
  },
  {
    name: 'sorts',
    at: '/',
    negative: ['rage-click', 'dead-click'],
    run: (p) => calm(p, 'sort', () => p.clickAgain(p.chance.pick(['#by-name', '#by-sum']), 3, 500)),
  },
  {
    name: 'opens the menu',
    at: '/',
    negative: ['dead-click'],
    run: (p) =>
      calm(p, 'mousedown menu', async () => {
        await p.click('#actions');
        await p.read(1500);
        await p.click('#archive');
        await p.read(900);
      }),
  },
  {
    name: 'opens the report',
    at: '/',
    negative: ['dead-click'],
    run: (p) =>
      calm(p, 'modal', async () => {
        await p.click('#open');
        await p.read(1200);
        await p.click('#close');
        await p.read(800);
      }),
  },
  {
    name: 'exports',
    at: '/',
    negative: ['dead-click'],
    run: (p) =>
      calm(p, 'download', async () => {
        await p.click('#export');
        await p.read(3500);
      }),
  },
  {
    name: 'changes tabs',
    at: '/',
    negative: ['dead-click'],
    run: (p) =>
      calm(p, 'tabs', async () => {
        await p.click('#t2');
        await p.read(900);
        await p.click('#t1');
        await p.read(900);
      }),
  },
  {
    name: 'refreshes slowly',
    at: '/',
    positive: ['slow-response'],
    arranged: { rows: { delay: 4000 } },
    run: async (p) => {
      await p.click('#refresh');
      await p.read(6500);
    },
  },
  {
    name: 'refreshes in vain',
    at: '/',
    positive: ['failed-request', 'error-click'],
    arranged: { rows: { status: 500 } },
    run: async (p) => {
      await p.click('#refresh');
      await p.read(3500);
    },
  },
  {
    name: 'the line breaks',
    at: '/',
    positive: ['failed-request', 'error-click'],
    arranged: { rows: { status: 0 } },
    run: async (p) => {
      await p.click('#refresh');
      await p.read(3500);
    },
  },
  {
    name: 'shakes the mouse',
    at: '/',
    positive: ['thrashed-cursor'],
    run: (p) => p.through('thrashed-cursor', () => p.shake(p.chance.whole(2200, 3200))),
  },
  {
    name: 'wanders',
    at: '/',
    negative: ['thrashed-cursor'],
    run: (p) =>
      p.only(['thrashed-cursor'], 'looking around', async () => {
        for (let n = 0; n < 5; n++) {
          await p.wander();
          await p.read(300);
        }
      }),
  },
  {
    name: 'looks for a person in a long list',
    at: '/people',
    positive: ['excessive-scroll'],
    run: (p) =>
      p.through('excessive-scroll', async () => {
        for (let n = 0; n < 6; n++) {
          await p.scroll(1600);
          await p.read(350);
          await p.scroll(-1500);
          await p.read(350);
        }
      }),
  },
  {
    name: 'reads down the list',
    at: '/people',
    negative: ['excessive-scroll'],
    run: (p) =>
      p.only(['excessive-scroll'], 'reading', async () => {
        for (let n = 0; n < 5; n++) {
          await p.scroll(420);
          await p.read(1200);
        }
      }),
  },
  {
    name: 'wrong people',
    at: '/people',
    positive: ['quick-back'],
    run: (p) =>
      p.through('quick-back', async () => {
        await p.follow('#list li:nth-child(3) a');
        await p.read(900);
        await p.back();
        await p.read(800);
      }),
  },
  {
    name: 'reads of a person',
    at: '/people',
    negative: ['quick-back'],
    run: (p) =>
      p.only(['quick-back'], 'reading', async () => {
        await p.follow('#list li:nth-child(5) a');
        await p.read(12_000);
        await p.back();
        await p.read(900);
      }),
  },
  {
    name: 'round in circles',
    at: '/people',
    positive: ['page-loop'],
    place: 'last',
    run: (p) =>
      p.through('page-loop', async () => {
        for (let n = 0; n < 3; n++) {
          await p.follow('a[href="/settings"]');
          await p.read(900);
          await p.follow('a[href="/people"]');
          await p.read(900);
        }
      }),
  },
  {
    name: 'filters',
    at: '/people',
    negative: ['search-struggle', 'form-abandonment'],
    run: (p) =>
      p.only(['search-struggle', 'form-abandonment'], 'filter', async () => {
        await p.type('#filter', 'ada');
        await p.read(1500);
      }),
  },
  {
    name: 'saves the settings',
    at: '/settings',
    negative: ['form-abandonment', 'error-message'],
    run: (p) =>
      p.only(['form-abandonment', 'error-message', 'validation-loop'], 'form sent', async () => {
        await p.type('#site', 'My desk');
        await p.type('#mail', 'ada@site.test');
        await p.click('#save');
        await p.read(2000);
      }),
  },
  {
    name: 'the browser refuses',
    at: '/settings',
    positive: ['validation-loop', 'form-abandonment'],
    place: 'last',
    run: (p) =>
      p.through('form-abandonment', () =>
        p.through('validation-loop', async () => {
          await p.type('#site', 'My desk');
          await p.type('#mail', 'ada');
          for (let n = 0; n < 3; n++) {
            await p.click('#save');
            await p.read(1300);
            await p.type('#mail', 'x');
          }
          await p.read(900);
          await p.follow('a[href="/"]');
          await p.read(1500);
        }),
      ),
  },
  {
    name: 'leaves the settings half done',
    at: '/settings',
    positive: ['form-abandonment'],
    place: 'last',
    run: (p) =>
      p.through('form-abandonment', async () => {
        await p.type('#site', 'Desk two');
        await p.type('#notes', 'some notes on it');
        await p.read(1500);
        await p.follow('a[href="/people"]');
        await p.read(2500);
      }),
  },
  {
    name: 'cannot be saved',
    at: '/settings',
    positive: ['error-message', 'failed-request', 'form-abandonment'],
    arranged: { settings: { status: 500 } },
    place: 'last',
    run: (p) =>
      p.through('form-abandonment', async () => {
        await p.type('#site', 'My desk');
        await p.type('#mail', 'ada@site.test');
        await p.click('#save');
        await p.read(2500);
        await p.follow('a[href="/"]');
        await p.read(1500);
      }),
  },
];

/** An administration of an office, with tables, tabs, menus, a clock and a ticker that never rest. */
export const desk: Family = {
  name: 'desk',
  split: 'tune',
  about: 'an administration with tables, menus, a clock, a ticker and an animation',
  pages: new URL('pages/', import.meta.url),
  render: (path) => {
    const no = /^\/person\/(\d+)$/.exec(path)?.[1];
    const words = 'A person of this office, whose work is told here at some length. '.repeat(30);
    return (
      no &&
      `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Person ${no}</title></head><body><nav><a href="/people">People</a></nav><h1>Person ${no}</h1><p>${words}</p></body></html>`
    );
  },
  episodes,
};

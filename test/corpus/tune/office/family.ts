import { answers, counts, dead, hammered, harmless } from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';

const CLICKS: Episode['negative'] = ['rage-click', 'dead-click'];

/** Gives up on something dead, and is gone soon. */
const leavesSoon = (name: string, run: (p: Person) => Promise<void>, wait: number): Episode => ({
  name,
  at: '/',
  positive: ['dead-click'],
  place: 'last',
  run: async (p) => {
    await p.through('dead-click', async () => {
      await p.click('#none', 'to give it to somebody');
      await p.read(wait);
    });
    await run(p);
    await p.read(1200);
  },
});

const hammersAndGoes = (name: string, selector: string, run: (p: Person) => Promise<void>): Episode => ({
  name,
  at: '/',
  positive: ['rage-click', 'dead-click'],
  place: 'last',
  run: async (p) => {
    await p.through('rage-click', async () => {
      await p.clickAgain(selector, p.chance.whole(5, 8), p.chance.between(200, 330));
      await p.read(1250);
    });
    await run(p);
    await p.read(1000);
  },
});

const SILENT = ['#file', '#book', '#paper', '#link', '#terms'];
const SILENT_DEAD: [selector: string, wish: string][] = [
  ['#x-file', 'to have it'],
  ['#x-book', 'to have all'],
  ['#x-paper', 'on paper'],
  ['#x-link', 'to send it to somebody'],
  ['#x-terms', 'to read it'],
];

const episodes: Episode[] = [
  ...SILENT.map((one) => answers('/', 'what happens outside of the page', one)).map((one, n) => ({
    ...one,
    name: `${one.name} ${n}`,
  })),
  {
    ...answers('/', 'double click on a file', '#file', 2),
    name: 'double click on a file',
  },
  harmless('/', 'copies once more, to be sure', CLICKS, async (p) => {
    await p.click('#link');
    await p.read(1600);
    await p.click('#link');
    await p.read(900);
  }),
  harmless('/', 'three files', CLICKS, async (p) => {
    for (const one of ['#file', '#book', '#file']) {
      await p.click(one);
      await p.read(1900);
    }
  }),
  answers('/', 'full screen', '#wide'),
  ...SILENT_DEAD.map(([one, wish]) => dead('/', one, wish)),
  ...SILENT_DEAD.map(([one, wish]) => hammered('/', one, wish)),
  {
    name: 'tries to print twice',
    at: '/',
    positive: ['dead-click'],
    run: (p) =>
      p.through('dead-click', async () => {
        for (let n = 0; n < p.chance.whole(2, 3); n++) {
          await p.click('#x-paper', 'to print');
          await p.read(1500);
        }
      }),
  },
  leavesSoon('goes by an address', (p) => p.goto('/rules'), 1300),
  leavesSoon('goes back', (p) => p.back(), 1500),
  leavesSoon('goes by a link', (p) => p.follow('header a[href="/rules"]'), 1000),
  hammersAndGoes('hammers, and goes by an address', '#none', (p) => p.goto('/rules')),
  hammersAndGoes('hammers, and goes back', '#none2', (p) => p.back()),
  hammersAndGoes('hammers, and loads it anew', '#none', (p) => p.reload()),
  {
    name: 'hammers what takes its time',
    at: '/',
    positive: ['rage-click'],
    arranged: { slow: { wait: 2500 } },
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#slow', p.chance.whole(5, 7), 330);
        await p.read(4000);
      }),
  },
  counts('/', 'counter that is told when the hand rests', '#more', 240),
  counts('/', 'something to count', '#count', 420),
  counts('/draw', 'undo on a drawing', '#undo', 350),
  counts('/draw', 'zoom on a drawing', '#in', 300),
  answers('/draw', 'turns a drawing', '#turn'),
  dead('/draw', '#invite', 'to show it to Bo'),
  hammered('/draw', '#invite', 'to show it to Bo'),
  harmless('/team', 'undo, undo', CLICKS, async (p) => {
    await p.clickAgain('#drop', 5, 300);
    await p.read(600);
    await p.clickAgain('#undo', 5, 330);
    await p.read(500);
  }),
  harmless('/team', 'views of one page', CLICKS, async (p) => {
    for (const view of p.chance.shuffle(['people', 'rooms', 'days', 'rooms'])) {
      await p.click(`[data-view="${view}"]`);
      await p.read(1100);
    }
  }),
  {
    ...harmless('/team', 'views to and fro', CLICKS, async (p) => {
      await p.click('[data-view="rooms"]');
      await p.read(2600);
      await p.click('[data-view="days"]');
      await p.read(2600);
      await p.back();
      await p.read(2600);
      await p.back();
      await p.read(2600);
      await p.click('[data-view="days"]');
      await p.read(2200);
      await p.click('[data-view="people"]');
      await p.read(2200);
    }),
    arranged: { lag: { wait: 1400 } },
  },
  dead('/team', '#lone', 'to be let in'),
  {
    name: 'calls in vain after going to and fro',
    at: '/team',
    positive: ['rage-click', 'dead-click'],
    run: async (p) => {
      await p.click('[data-view="rooms"]');
      await p.read(2500);
      await p.back();
      await p.read(2500);
      await p.through('rage-click', async () => {
        await p.clickAgain('#lone', p.chance.whole(4, 6), 280);
        await p.read(3300);
      });
    },
  },
];

/** An office: what happens outside of a page, and what happens nowhere; drawings; views of one page; people who are gone soon. */
export const office: Family = {
  name: 'office',
  split: 'tune',
  about: 'buttons that print, copy and give files, and dead ones called the same; drawings; views of one page',
  pages: new URL('pages/', import.meta.url),
  episodes,
};

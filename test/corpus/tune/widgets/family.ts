import type { Episode, Family } from '../../family.ts';
import type { Person } from '../../person.ts';

const works = (name: string, run: (p: Person) => Promise<void>): Episode => {
  return {
    name,
    at: '/',
    negative: ['rage-click', 'dead-click'],
    run: (p) => p.only(['rage-click', 'dead-click'], name, () => run(p)),
  };
};
const oneClick =
  (selector: string, ms = 1800) =>
  async (p: Person) => {
    await p.click(selector);
    await p.read(ms);
  };

const episodes: Episode[] = [
  works('carousel', (p) => p.clickAgain('#right', p.chance.whole(4, 7), 330)),
  works('accordion', (p) => p.clickAgain('#fold-button', p.chance.whole(2, 4), 600)),
  works('details/summary', (p) => p.clickAgain('#summary', p.chance.whole(1, 3), 700)),
  works('copy button', oneClick('#copy', 3600)),
  works('new tab', (p) => p.inNewTab('#out', () => p.read(1200))),
  works('download', oneClick('#file', 3600)),
  works('CSS-only change', oneClick('#css', 3600)),
  works('confirm', oneClick('#ask', 2500)),
  works('game', async (p) => {
    for (let n = 0; n < 6; n++) {
      await p.click('#game');
      await p.read(120);
    }
  }),
  works('range slider', (p) =>
    p.drag('#range', [
      { x: 30, y: 0 },
      { x: -20, y: 0 },
    ]),
  ),
  works('native date picker', async (p) => {
    await p.click('#date');
    await p.read(1500);
    await p.key('Escape');
    await p.read(1500);
  }),
  works('triple-click text', async (p) => {
    await p.click('#prose', 'to select', 3);
    await p.read(2000);
  }),
  works('drag and drop', (p) => p.drag('#bird', '#drop')),
  works('like button', (p) => p.clickAgain('#like', 3, 600)),
  works('loads more', oneClick('#late')),
  {
    name: 'a div that looks like a button',
    at: '/',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click('#fake');
      await p.read(4500);
    },
  },
  {
    name: 'hammers a div',
    at: '/',
    positive: ['rage-click', 'dead-click'],
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#fake', p.chance.whole(4, 7), 300);
        await p.read(4200);
      }),
  },
  {
    name: 'loads more slowly',
    at: '/',
    positive: ['slow-response'],
    arranged: { late: { wait: 4600 } },
    run: async (p) => {
      await p.click('#late');
      await p.read(6500);
    },
  },
  {
    name: 'circles with the mouse while reading',
    at: '/',
    negative: ['thrashed-cursor'],
    run: (p) =>
      p.only(['thrashed-cursor'], 'reading', async () => {
        for (let n = 0; n < 6; n++) {
          await p.wander();
          await p.read(500);
        }
      }),
  },
  {
    name: 'shakes the mouse',
    at: '/',
    positive: ['thrashed-cursor'],
    run: (p) => p.through('thrashed-cursor', () => p.shake(2600)),
  },
];

/** Widgets as kits bring them, each of which works, and two that do not. */
export const widgets: Family = {
  name: 'widgets',
  split: 'tune',
  about: 'carousel, accordion, pickers, canvas, drag and drop, copy, download: nearly all of it works',
  pages: new URL('pages/', import.meta.url),
  episodes,
};

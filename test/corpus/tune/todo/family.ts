import type { Episode, Family } from '../../family.ts';

const episodes: Episode[] = [
  {
    name: 'adds some',
    at: '/',
    negative: ['form-abandonment', 'dead-click'],
    run: (p) =>
      p.only(['form-abandonment', 'dead-click'], 'single box', async () => {
        for (const words of ['Water plants', 'Read', 'Sleep']) {
          await p.type('#what', words);
          await (p.chance.happens(0.5) ? p.key('Enter') : p.click('#add'));
          await p.read(500);
        }
      }),
  },
  {
    name: 'ticks some off',
    at: '/',
    negative: ['dead-click', 'rage-click'],
    run: (p) =>
      p.only(['dead-click', 'rage-click'], 'toggle', () => p.clickAgain('#list li:nth-child(1) .toggle', 3, 500)),
  },
  {
    name: 'strikes three in a row',
    at: '/',
    negative: ['rage-click'],
    run: (p) =>
      p.only(['rage-click', 'dead-click'], 'list that moves up', () =>
        p.clickAgain('#list li:nth-child(1) .destroy', 3, 600),
      ),
  },
  {
    name: 'turns the list',
    at: '/',
    negative: ['page-loop', 'quick-back', 'dead-click'],
    run: (p) =>
      p.only(['page-loop', 'quick-back', 'dead-click'], 'filters of one page', async () => {
        for (const hash of ['active', 'completed', '']) {
          await p.click(`a[href="#/${hash}"]`);
          await p.read(800);
        }
      }),
  },
  {
    name: 'edits',
    at: '/',
    negative: ['dead-click', 'rage-click'],
    run: (p) =>
      p.only(['dead-click', 'rage-click'], 'double click', async () => {
        await p.click('#list li:nth-child(1) label', 'to edit', 2);
        await p.read(900);
        await p.click('h1');
        await p.read(600);
      }),
  },
  {
    name: 'shares, and nothing happens',
    at: '/',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click('#share');
      await p.read(4600);
    },
  },
  {
    name: 'hammers share',
    at: '/',
    positive: ['rage-click', 'dead-click'],
    run: (p) =>
      p.through('rage-click', async () => {
        await p.clickAgain('#share', p.chance.whole(3, 6), 350);
        await p.read(4000);
      }),
  },
  {
    name: 'syncs in vain',
    at: '/',
    positive: ['failed-request', 'error-click', 'js-error'],
    arranged: { sync: { status: 502 } },
    run: async (p) => {
      await p.click('#sync');
      await p.read(3000);
    },
  },
  {
    name: 'syncs slowly',
    at: '/',
    positive: ['slow-response'],
    arranged: { sync: { delay: 4300 } },
    run: async (p) => {
      await p.click('#sync');
      await p.read(6500);
    },
  },
  {
    name: 'syncs',
    at: '/',
    negative: ['slow-response', 'failed-request'],
    run: (p) =>
      p.only(['slow-response', 'failed-request', 'error-click'], 'button', async () => {
        await p.click('#sync');
        await p.read(1600);
      }),
  },
  {
    name: 'adds nothing',
    at: '/',
    positive: ['error-message'],
    run: async (p) => {
      await p.click('#add');
      await p.read(2200);
    },
  },
  {
    name: 'clears',
    at: '/',
    negative: ['dead-click'],
    run: (p) =>
      p.only(['dead-click'], 'button', async () => {
        await p.click('#clear');
        await p.read(1200);
      }),
  },
];

/** A list of things to do in one page: routes behind #, no form element, drawn by Preact. */
export const todo: Family = {
  name: 'todo',
  split: 'tune',
  about: 'a single page application without form elements, routes behind #',
  pages: new URL('pages/', import.meta.url),
  episodes,
};

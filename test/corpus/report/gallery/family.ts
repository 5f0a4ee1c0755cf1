import {
  answers,
  caughtError,
  counts,
  extensionError,
  harmless,
  latePicture,
  needlessRequest,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import type { Kind } from '../../visit.ts';

const CLICKS: Kind[] = ['rage-click', 'dead-click'];

const parts: Episode[] = [
  counts('/', 'stepper', '#more', 240),
  counts('/', 'toggle', '#switch', 400),
  counts('/', 'carousel', '#next', 330),
  counts('/', 'next, next, next', '#onward', 420),
  counts('/', 'paging', '#page-on', 350),
  counts('/', 'date picker', '#month-on', 300),
  counts('/', 'seeking in a film', '#film', 480),
  counts('/', 'canvas', '#chart', 380),
  answers('/', 'menu that opens on a press', '#menu'),
  answers('/', 'details', '#details summary'),
  answers('/', 'download', '#file'),
  answers('/', 'copy button', '#copy'),
  answers('/', 'change by CSS only', 'label[for=reveal]'),
  answers('/', 'text selection', '#prose', 3),
  harmless('/', 'new tab', ['dead-click', 'quick-back'], (person) => person.inNewTab('#tab', () => person.read(900))),
  harmless('/', 'tabs', CLICKS, async (person) => {
    for (const name of ['b', 'a', 'b']) await person.click(`#tab-${name}`);
  }),
  harmless('/', 'rating', CLICKS, async (person) => {
    for (const n of [3, 5, 4]) await person.click(`#stars u:nth-child(${n})`);
  }),
  harmless('/', 'click to come back to the window', CLICKS, async (person) => {
    // Who comes from another window clicks anywhere first.
    await person.page.evaluate("window.dispatchEvent(new Event('blur'))");
    await person.read(500);
    await person.click('h1');
    await person.read(700);
  }),
  caughtError('/'),
  extensionError('/'),
];

const fields: Episode[] = [
  harmless(
    '/fields',
    'search box left untouched',
    ['search-struggle', 'form-abandonment', 'field-struggle'],
    async (person) => {
      await person.click('#words');
      await person.read(600);
      await person.click('h1');
    },
  ),
  harmless('/fields', 'range slider', ['thrashed-cursor', 'dead-click', 'field-struggle'], (person) =>
    person.drag('#volume', [
      { x: 50, y: 1 },
      { x: -40, y: 2 },
      { x: 30, y: 0 },
    ]),
  ),
  harmless('/fields', 'draft that saves itself', ['form-abandonment', 'field-struggle'], async (person) => {
    await person.type('#draft', 'two green ones', 0.08);
    await person.read(900);
  }),
  harmless('/fields', 'wizard', ['form-abandonment', 'validation-loop'], async (person) => {
    for (const word of ['Jo', 'Ulm', 'red']) {
      await person.type('#answer', word, 0);
      await person.click('#go', 'to go on');
      await person.read(350);
    }
  }),
  harmless('/fields', 'autofill', ['field-struggle', 'form-abandonment'], async (person) => {
    await person.click('#name');
    for (const [field, value] of [
      ['#name', 'Ada Moss'],
      ['#street', 'Mill Lane 4'],
      ['#town', 'Ulm'],
    ] as const)
      await person.page.fill(field, value);
    await person.click('#save', 'to save');
    await person.read(500);
  }),
  harmless('/fields', 'long text typed once', ['field-struggle', 'form-abandonment'], async (person) => {
    await person.type('#text', 'The second drawer sticks when it rains, could you look at it?', 0.04);
    await person.click('#send', 'to send it');
    await person.read(500);
  }),
  needlessRequest('/fields'),
  latePicture('/fields'),
];

const motion: Episode[] = [
  harmless('/motion', 'drag and drop', ['thrashed-cursor', 'dead-click', 'rage-click'], async (person) => {
    await person.drag('#card-1', '#card-3');
    await person.read(400);
  }),
  harmless('/motion', 'game', CLICKS, async (person) => {
    await person.clickAgain('#balloons i:nth-child(3)', 4, 260);
    for (const n of [1, 5, 6]) await person.click(`#balloons i:nth-child(${n})`);
  }),
  harmless('/motion', 'drawing', ['thrashed-cursor', 'rage-click', 'dead-click'], (person) =>
    person.drag('#paper', [
      { x: 90, y: 30 },
      { x: -90, y: -30 },
      { x: 70, y: 40 },
      { x: -60, y: 10 },
    ]),
  ),
  harmless(
    '/motion',
    'clock, ticker, animation beside everything',
    ['dead-click', 'slow-page', 'page-loop'],
    (person) => person.read(1200),
  ),
  harmless('/motion', 'reading up and down', ['excessive-scroll'], async (person) => {
    for (const by of [420, 400, -260, 400]) {
      await person.scroll(by);
      await person.read(800);
    }
  }),
  harmless('/motion', 'infinite feed', ['excessive-scroll'], async (person) => {
    for (let n = 0; n < 5; n++) {
      await person.scroll(620);
      await person.read(450);
    }
  }),
];

export const gallery: Family = {
  name: 'gallery',
  split: 'report',
  about: 'A design system’s gallery of parts: nothing goes wrong on it, and a lot looks like it.',
  pages: new URL('pages/', import.meta.url),
  vendor: { '/sortable.js': import.meta.resolve('sortablejs/Sortable.min.js') },
  render: (path) => (path === '/parts.csv' ? 'part,price\nstepper,1\n' : undefined),
  times: 3,
  length: 12,
  episodes: [...parts, ...fields, ...motion],
};

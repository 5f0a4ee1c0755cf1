import {
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

const trouble: Episode[] = [
  dead('/', '#prize', 'to have the prize'),
  hammered('/', '#prize', 'to have the prize'),
  dead('/draw', '#frame', 'to frame it'),
  hammered('/draw', '#frame', 'to frame it'),
  wrongPage('/draw', 'nav a[href="/club"]'),
  circles('/club', ['nav a[href="/draw"]', 'nav a[href="/"]', 'nav a[href="/club"]']),
  searchesInVain('/club'),
  shakes('/club'),
  shakes('/'),
  {
    name: 'looks at the ranking, and the code throws',
    at: '/',
    positive: ['js-error', 'error-click', 'dead-click'],
    arranged: { rank: { throws: true } },
    run: (person) =>
      person.through('error-click', async () => {
        await person.click('#rank', 'to see it');
        await person.read(2000);
      }),
  },
  {
    name: 'keeps a picture, which fails',
    at: '/draw',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { keep: { status: 500 } },
    run: (person) =>
      person.through('failed-request', async () => {
        await person.click('#keep', 'to keep it');
        await person.read(1300);
      }),
  },
  {
    name: 'looks at the ranking and waits',
    at: '/',
    positive: ['slow-response'],
    arranged: { rank: { delay: 4500 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#rank', 'to see it');
        await person.sees('#said:not(:empty)');
        await person.read(400);
      }),
  },
  {
    name: 'takes a stroke back, and the page stands still',
    at: '/draw',
    positive: ['slow-page'],
    arranged: { undo: { busy: 1000 } },
    run: (person) =>
      person.through('slow-page', async () => {
        await person.click('#undo', 'to take it back');
        await person.read(2000);
      }),
  },
  {
    name: 'finds no nickname that is free',
    at: '/club',
    place: 'last',
    positive: ['validation-loop', 'field-struggle', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const name of ['mole', 'moley', 'mole22']) {
              await person.click('#nick', 'to try another', 3);
              await person.erase(6);
              await person.keys(name);
              await person.click('#join-now', 'to join');
              await person.read(900);
            }
          }),
        ),
      ),
  },
  {
    name: 'does not want to think of a secret word',
    at: '/club',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#nick', 'badger');
        await person.click('#secret');
        await person.read(1700);
        await person.follow('nav a[href="/"]');
      }),
  },
];

const quiet: Episode[] = [
  needlessRequest('/club'),
  extensionError('/draw'),
  latePicture('/'),
  harmless('/', 'game', ['rage-click', 'dead-click', 'thrashed-cursor'], async (person) => {
    await person.click('#start');
    for (const n of person.chance.shuffle([0, 1, 2, 3, 4, 5, 6, 7]).slice(0, 5)) await person.click(`#hole-${n}`);
    await person.clickAgain('#hole-3', 5, 260);
  }),
  counts('/', 'toggle', '#sound', 420),
  harmless('/', 'seeking in a film', ['dead-click', 'rage-click'], (person) => person.clickAgain('#film', 4, 480)),
  harmless('/draw', 'drawing', ['thrashed-cursor', 'rage-click', 'dead-click'], async (person) => {
    await person.click('#blue');
    for (let n = 0; n < 2; n++) {
      await person.drag('#paper', [
        { x: 90, y: -40 },
        { x: -80, y: 50 },
        { x: 100, y: 60 },
        { x: -90, y: -30 },
      ]);
    }
    await person.read(400);
  }),
  harmless('/draw', 'canvas', ['dead-click', 'rage-click'], (person) => person.clickAgain('#paper', 5, 350)),
  counts('/draw', 'undo, undo, undo', '#undo', 350),
  harmless('/draw', 'choosing colors', ['rage-click', 'dead-click'], async (person) => {
    for (const name of ['red', 'green', 'blue', 'red']) await person.click(`#${name}`);
  }),
  harmless('/club', 'form that is sent', ['form-abandonment', 'validation-loop', 'field-struggle'], async (person) => {
    await person.type('#nick', 'otter', 0.1);
    await person.type('#secret', 'pebble');
    await person.click('#join-now', 'to join');
    await person.read(800);
  }),
  harmless('/club', 'reading up and down', ['excessive-scroll'], async (person) => {
    for (const by of [420, 420, -300, 450]) {
      await person.scroll(by);
      await person.read(900);
    }
  }),
];

export const play: Family = {
  name: 'play',
  split: 'report',
  about: 'Games for children: a mole to be hit, a paper to be drawn on, a club to join.',
  pages: new URL('pages/', import.meta.url),
  api: ({ name, body }) => (name === 'join' ? { status: body.startsWith('mole') ? 409 : 200 } : { ok: true }),
  length: 4,
  episodes: [...trouble, ...quiet],
};

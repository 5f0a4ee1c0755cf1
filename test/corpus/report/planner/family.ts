import { readFileSync } from 'node:fs';
import {
  answers,
  caughtError,
  circles,
  counts,
  dead,
  hammered,
  harmless,
  needlessRequest,
  searchesInVain,
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';

const PAGES = new URL('pages/', import.meta.url);
const SHELL = readFileSync(new URL('index.html', PAGES), 'utf8');

const trouble: Episode[] = [
  dead('/', '#archive', 'to put it away'),
  hammered('/', '#archive', 'to put it away at last'),
  dead('/projects', '#project-2', 'to open it'),
  wrongPage('/projects', '#project-4'),
  circles('/projects', ['nav a[href="/profile"]', 'nav a[href="/"]', 'nav a[href="/projects"]']),
  searchesInVain('/projects'),
  shakes('/profile'),
  {
    name: 'shares, and the code throws each time',
    at: '/',
    positive: ['js-error', 'error-click', 'rage-click'],
    arranged: { share: { throws: true } },
    run: (person) =>
      person.through('error-click', () =>
        person.through('rage-click', async () => {
          await person.click('#share', 'to share it');
          await person.read(1300);
          await person.clickAgain('#share', 5, 220);
          await person.read(1300);
        }),
      ),
  },
  {
    name: 'adds a task that the server does not take',
    at: '/',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { tasks: { status: 503 } },
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#task-text', 'Buy stamps');
        await person.click('#add-task', 'to keep it');
        await person.read(1500);
        await person.erase(10);
        await person.follow('nav a[href="/projects"]');
      }),
    place: 'last',
  },
  {
    name: 'asks for a hint, and nothing can be seen for long',
    at: '/profile',
    positive: ['slow-response'],
    arranged: { hint: { delay: 4600 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#hint', 'to know what is allowed');
        await person.sees('.toast');
        await person.read(500);
      }),
  },
  {
    name: 'cannot find a handle that is taken',
    at: '/profile',
    place: 'last',
    positive: ['validation-loop', 'field-struggle', 'error-message'],
    run: (person) =>
      person.through('form-abandonment', () =>
        person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const name of ['Ada M.', 'ada-m', 'ada_m7', 'am']) {
              await person.click('#handle', 'to try another', 3);
              await person.erase(7);
              await person.keys(name);
              await person.click('#save-profile', 'to save');
              await person.read(700);
            }
          }),
        ),
      ),
  },
  {
    name: 'writes about themselves and goes away',
    at: '/profile',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#about', 'I like lamps and');
        await person.read(1200);
        await person.follow('nav a[href="/"]');
        await person.read(600);
      }),
  },
];

const quiet: Episode[] = [
  needlessRequest('/projects'),
  caughtError('/'),
  counts('/', 'stepper', '#plus-2'),
  counts('/profile', 'next, next, next', '#tour', 450),
  counts('/', 'toggle', '#tick-3', 500),
  answers('/', 'menu that opens on a press', '#menu'),
  harmless('/', 'task list', ['rage-click', 'dead-click'], async (person) => {
    for (const n of [1, 2, 4]) await person.click(`#tick-${n}`);
    await person.click('#share', 'to share it');
    await person.read(500);
  }),
  harmless('/', 'form that is sent', ['form-abandonment', 'validation-loop'], async (person) => {
    await person.type('#task-text', 'Buy stamps', 0.1);
    await person.click('#add-task', 'to keep it');
    await person.read(700);
  }),
  harmless('/project/3', 'change by CSS only', ['dead-click'], async (person) => {
    await person.click('label[for=more-info]', 'to read more');
    await person.read(1200);
  }),
  answers('/project/3', 'text selection', '#prose', 3),
  harmless('/project/3', 'next, next, next', ['page-loop', 'quick-back', 'rage-click'], async (person) => {
    for (let n = 4; n < 7; n++) {
      await person.follow(`a[href="/project/${n}"]`, 'to see the next');
      await person.read(700);
    }
  }),
  harmless('/projects', 'comparing two pages', ['quick-back', 'page-loop'], async (person) => {
    for (const n of [5, 6]) {
      await person.follow(`#project-${n}`, 'to compare');
      await person.wander();
      await person.read(3000);
      await person.back();
      await person.read(500);
    }
  }),
  harmless('/profile', 'long text typed once', ['field-struggle', 'form-abandonment'], async (person) => {
    await person.type('#about', 'I mend lamps of all kinds, old ones too', 0.06);
    await person.type('#handle', 'lampmender');
    await person.click('#save-profile', 'to save');
    await person.read(800);
  }),
];

export const planner: Family = {
  name: 'planner',
  split: 'report',
  about: 'A task list of one document: Preact, routes by pushState, toasts.',
  pages: PAGES,
  render: (path) => (/^\/(projects|profile|project\/\d+)$/.test(path) ? SHELL : undefined),
  api: ({ name }) => (name === 'hint' ? { text: 'Three to twelve letters.' } : { ok: true }),
  length: 4,
  episodes: [...trouble, ...quiet],
};

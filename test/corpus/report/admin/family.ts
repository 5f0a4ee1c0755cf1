import {
  answers,
  circles,
  counts,
  dead,
  hammered,
  harmless,
  searchesInVain,
  shakes,
  wrongPage,
} from '../../episodes.ts';
import type { Episode, Family } from '../../family.ts';
import { DESK } from './pages.ts';

const trouble: Episode[] = [
  dead('/', '#card-Orders', 'to see the orders'),
  hammered('/', '#card-Returns', 'to see what came back'),
  dead('/users', '#by-role', 'to sort by role'),
  hammered('/settings', '#reset', 'to have it as it was'),
  wrongPage('/users', 'a[href="/reports"]'),
  circles('/settings', ['a[href="/users"]', 'a[href="/"]', 'a[href="/settings"]']),
  searchesInVain('/reports'),
  shakes('/'),
  {
    name: 'exports, and the code throws',
    at: '/',
    positive: ['js-error', 'error-click', 'dead-click'],
    arranged: { export: { throws: true } },
    run: (person) =>
      person.through('error-click', async () => {
        await person.click('#export', 'to have a list');
        await person.read(2200);
      }),
  },
  {
    name: 'refreshes, and the server fails',
    at: '/',
    positive: ['failed-request', 'error-message', 'error-click'],
    arranged: { figures: { status: 500 } },
    run: (person) =>
      person.through('failed-request', async () => {
        await person.click('#refresh', 'to see new figures');
        await person.read(1600);
      }),
  },
  {
    name: 'refreshes, and waits without a sign',
    at: '/',
    positive: ['slow-response'],
    arranged: { figures: { delay: 4300 } },
    run: (person) =>
      person.through('slow-response', async () => {
        await person.click('#refresh', 'to see new figures');
        await person.sees('#said .alert');
        await person.read(500);
      }),
  },
  {
    name: 'sorts, and the page stands still',
    at: '/users',
    positive: ['slow-page'],
    arranged: { sort: { busy: 1100 } },
    run: (person) =>
      person.through('slow-page', async () => {
        await person.click('#by-name', 'to sort');
        await person.read(2200);
      }),
  },
  {
    name: 'makes a user with a wrong address, three times, and closes it',
    at: '/users',
    place: 'last',
    positive: ['validation-loop', 'error-message', 'field-struggle'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.click('#add-user');
        await person.type('#user', 'robin');
        await person.through('field-struggle', () =>
          person.through('validation-loop', async () => {
            for (const mail of ['robin@desk', 'robin(at)desk', 'robin.desk']) {
              await person.click('#mail');
              await person.erase(13);
              await person.keys(mail);
              await person.click('#save-user', 'to save');
              await person.read(800);
            }
          }),
        );
      }),
  },
  {
    name: 'filters for somebody who is not there',
    at: '/users',
    positive: ['search-struggle'],
    run: (person) =>
      person.through('search-struggle', async () => {
        for (const words of ['mueller', 'müller', 'miller']) {
          await person.click('#filter', 'to look for somebody', 3);
          await person.keys(words);
          await person.key('Enter');
          await person.read(1000);
        }
      }),
  },
  {
    name: 'changes the title and leaves without saving',
    at: '/settings',
    place: 'last',
    positive: ['form-abandonment'],
    run: (person) =>
      person.through('form-abandonment', async () => {
        await person.type('#title', ' of the house');
        await person.read(900);
        await person.follow('a[href="/"]');
      }),
  },
];

const quiet: Episode[] = [
  counts('/users', 'paging', '#later', 420),
  harmless('/', 'menu that opens on a press', ['rage-click', 'dead-click'], async (person) => {
    await person.click('#me', 'to open it');
    await person.read(500);
    await person.click('#theme', 'to see it dark');
    await person.read(500);
  }),
  answers('/', 'download', '#csv'),
  harmless('/', 'new tab', ['dead-click', 'quick-back'], (person) =>
    person.inNewTab('#manual', () => person.read(1500)),
  ),
  harmless('/', 'accordion', ['rage-click', 'dead-click'], async (person) => {
    for (const n of [1, 2, 3]) await person.click(`#q${n}`);
    await person.read(500);
  }),
  harmless('/', 'words about errors', ['error-message'], (person) => person.read(1000)),
  harmless('/', 'busy sign', ['slow-response', 'dead-click'], async (person) => {
    await person.arrange({ figures: { delay: 4200, busy: true } });
    await person.click('#refresh', 'to see new figures');
    await person.sees('#said .alert');
    await person.read(400);
  }),
  harmless('/settings', 'tabs', ['rage-click', 'dead-click'], async (person) => {
    for (const name of ['mail', 'team', 'general']) await person.click(`#tab-${name}`);
  }),
  harmless('/settings', 'date picker', ['rage-click', 'dead-click', 'field-struggle'], async (person) => {
    await person.click('#day');
    await person.clickAgain('.flatpickr-next-month', 4, 300);
    await person.click('.flatpickr-day:not(.prevMonthDay):nth-child(17)');
    await person.read(500);
    await person.click('#save', 'to save');
    await person.read(700);
  }),
  harmless('/settings', 'range slider', ['thrashed-cursor', 'dead-click', 'field-struggle'], async (person) => {
    await person.drag('#size', [
      { x: 120, y: 2 },
      { x: -140, y: 4 },
      { x: 90, y: -3 },
      { x: 40, y: 0 },
    ]);
    await person.read(300);
    await person.click('#save', 'to save');
    await person.read(700);
  }),
  counts('/settings', 'copy button', '#copy', 700),
  harmless('/settings', 'draft that saves itself', ['form-abandonment', 'field-struggle'], async (person) => {
    await person.type('#note', 'ask Jo about the keys', 0.06);
    await person.read(1100);
  }),
  harmless('/users', 'form that is sent', ['form-abandonment', 'validation-loop', 'field-struggle'], async (person) => {
    await person.click('#add-user');
    await person.type('#user', 'kim');
    await person.type('#mail', 'kim@desk.example', 0.08);
    await person.click('#save-user', 'to save');
    await person.read(700);
  }),
  harmless('/users', 'search that finds', ['search-struggle'], async (person) => {
    await person.click('#filter', 'to look for somebody', 3);
    await person.keys('user-91');
    await person.key('Enter');
    await person.read(900);
  }),
  harmless('/reports', 'reading up and down', ['excessive-scroll'], async (person) => {
    for (const by of [500, 500, -300, 600]) {
      await person.scroll(by);
      await person.read(900);
    }
  }),
];

export const admin: Family = {
  name: 'admin',
  split: 'report',
  about: 'An administration made with Bootstrap: menus, modals, tabs, tables, a date picker.',
  pages: new URL('pages/', import.meta.url),
  vendor: {
    '/bootstrap.css': import.meta.resolve('bootstrap/dist/css/bootstrap.min.css'),
    '/bootstrap.js': import.meta.resolve('bootstrap/dist/js/bootstrap.bundle.min.js'),
    '/flatpickr.css': import.meta.resolve('flatpickr/dist/flatpickr.min.css'),
    '/flatpickr.js': import.meta.resolve('flatpickr/dist/flatpickr.min.js'),
  },
  render: (path) => DESK[path],
  length: 4,
  episodes: [...trouble, ...quiet],
};

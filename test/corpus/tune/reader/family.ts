import type { Episode, Family } from '../../family.ts';

const TOPICS = ['start', 'install', 'config', 'api', 'errors', 'faq'];

const episodes: Episode[] = [
  {
    name: 'reads',
    at: '/page/start',
    negative: ['excessive-scroll', 'quick-back'],
    run: (p) =>
      p.only(['excessive-scroll', 'quick-back'], 'reading', async () => {
        for (let n = 0; n < 6; n++) {
          await p.scroll(380);
          await p.read(1500);
        }
      }),
  },
  {
    name: 'looks for a word',
    at: '/page/api',
    positive: ['excessive-scroll'],
    run: (p) =>
      p.through('excessive-scroll', async () => {
        for (let n = 0; n < p.chance.whole(5, 7); n++) {
          await p.scroll(2200);
          await p.read(300);
          await p.scroll(-2000);
          await p.read(300);
        }
      }),
  },
  {
    name: 'goes up once more',
    at: '/page/config',
    negative: ['excessive-scroll'],
    run: (p) =>
      p.only(['excessive-scroll'], 'reading', async () => {
        await p.scroll(1200);
        await p.read(2500);
        await p.scroll(-1200);
        await p.read(2500);
        await p.scroll(800);
        await p.read(1500);
      }),
  },
  {
    name: 'wrong page, back',
    at: '/page/start',
    positive: ['quick-back'],
    run: (p) =>
      p.through('quick-back', async () => {
        await p.follow('nav a[href="/page/errors"]');
        await p.read(1000);
        await p.back();
        await p.read(1500);
      }),
  },
  {
    name: 'a page that helps',
    at: '/page/start',
    negative: ['quick-back'],
    run: (p) =>
      p.only(['quick-back'], 'reading', async () => {
        await p.follow('nav a[href="/page/install"]');
        await p.read(11_000);
        await p.back();
        await p.read(1500);
      }),
  },
  {
    name: 'on and on',
    at: '/page/start',
    negative: ['page-loop', 'quick-back'],
    run: (p) =>
      p.only(['page-loop', 'quick-back'], 'paging', async () => {
        for (const topic of TOPICS.slice(1, 5)) {
          await p.follow(`nav a[href="/page/${topic}"]`);
          await p.read(3000);
        }
      }),
  },
  {
    name: 'in circles',
    at: '/page/faq',
    positive: ['page-loop'],
    place: 'last',
    run: (p) =>
      p.through('page-loop', async () => {
        for (let n = 0; n < 3; n++) {
          await p.follow('nav a[href="/page/errors"]');
          await p.read(1100);
          await p.follow('nav a[href="/page/faq"]');
          await p.read(1100);
        }
      }),
  },
  {
    name: 'loads again and again',
    at: '/page/errors',
    positive: ['page-loop'],
    place: 'last',
    run: (p) =>
      p.through('page-loop', async () => {
        for (let n = 0; n < 4; n++) {
          await p.reload();
          await p.read(2000);
        }
      }),
  },
  {
    name: 'selects a sentence',
    at: '/page/faq',
    negative: ['rage-click', 'dead-click'],
    run: (p) =>
      p.only(['rage-click', 'dead-click'], 'triple-click text', async () => {
        await p.click('article p:nth-of-type(1)', 'to select', 3);
        await p.read(1800);
      }),
  },
  {
    name: 'a picture that does not grow',
    at: '/page/install',
    positive: ['dead-click'],
    run: async (p) => {
      await p.click('#shot');
      await p.read(4500);
    },
  },
  {
    name: 'a slow page',
    at: '/slow',
    place: 'own',
    positive: ['slow-page'],
    arranged: { 'hero.svg': { delay: 5600 } },
    run: async (p) => {
      await p.read(7500);
      await p.click('h1');
      await p.read(800);
    },
  },
  {
    name: 'a page that is there at once',
    at: '/page/api',
    negative: ['slow-page'],
    run: (p) => p.only(['slow-page'], 'fast page', () => p.read(2500)),
  },
  {
    name: 'reads with the mouse',
    at: '/page/api',
    negative: ['thrashed-cursor'],
    run: (p) =>
      p.only(['thrashed-cursor'], 'reading', async () => {
        for (let n = 0; n < 7; n++) {
          await p.wander();
          await p.read(350);
        }
      }),
  },
];

function pageOf(topic: string): string {
  const nav = TOPICS.map((name) => `<a href="/page/${name}">${name}</a>`).join(' ');
  const text = Array.from(
    { length: 60 },
    (_, n) =>
      `<h3>${topic} ${n + 1}</h3><p>${`This is said about ${topic}, and some more words of it follow. `.repeat(4)}</p>`,
  ).join('');
  const shot =
    '<img id="shot" alt="screen" style="cursor:zoom-in;width:320px;height:180px;background:#cde" src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">';
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${topic}</title><style>body{font:17px/1.6 serif;max-width:700px;margin:0 auto}</style></head><body><nav>${nav} <a href="/slow">pictures</a></nav><h1>${topic}</h1>${shot}<article>${text}</article><script>corpusLog.nothing('#shot')</script></body></html>`;
}

/** Documentation: long pages of text. */
export const reader: Family = {
  name: 'reader',
  split: 'tune',
  about: 'documentation with long pages',
  pages: new URL('pages/', import.meta.url),
  render: (path) => {
    const topic = /^\/page\/(\w+)$/.exec(path)?.[1];
    if (topic && TOPICS.includes(topic)) return pageOf(topic);
    if (path === '/hero.svg')
      return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 800 500"><rect width="800" height="500" fill="teal"/><circle cx="400" cy="250" r="90" fill="gold"/></svg>';
    if (path !== '/slow') return;
    return '<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Pictures</title></head><body><h1>Pictures</h1><img src="/hero.svg" width="800" height="500" alt=""><p><a href="/page/start">start</a></p></body></html>';
  },
  episodes,
};

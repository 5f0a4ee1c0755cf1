const BOOKS = Array.from({ length: 120 }, (_, n) => {
  const things = ['river', 'winter', 'garden', 'island', 'letter', 'mirror', 'harbour', 'orchard', 'clock', 'lantern'];
  return {
    n,
    title: `The ${things[n % 10]} ${['of glass', 'at night', 'and the crow', 'below', 'of my aunt'][(n * 3) % 5]}`,
    year: 1900 + ((n * 17) % 120),
  };
});

const SIZE = 10;

function page(title: string, body: string, words = ''): string {
  return `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title} — Library</title><style>
body { margin: 0; font: 15px/1.6 Arial, sans-serif; color: #222; }
header { display: flex; gap: 20px; align-items: center; padding: 14px 28px; border-bottom: 3px solid #7b1e3a; }
header form { margin-left: auto; } input { font: inherit; padding: 6px 10px; width: 260px; } button { font: inherit; padding: 6px 14px; cursor: pointer; }
main { max-width: 820px; margin: 20px auto; padding: 0 20px 80px; } .hit { padding: 10px 0; border-bottom: 1px solid #ddd; } .hit a { font-size: 18px; }
.facet { display: inline-block; padding: 4px 12px; margin: 4px; background: #f1e6ea; cursor: pointer; border-radius: 12px; } .bad { color: #b00020; }
.suggest { position: absolute; background: #fff; border: 1px solid #ccc; width: 280px; }</style></head><body>
<header><a href="/">Library</a><a href="/new">New books</a><a href="/card">Your card</a><form id="search" action="/search"><input id="words" name="q" value="${words.replaceAll('"', '')}" placeholder="Search" autocomplete="off" aria-label="Search"><button id="look">Search</button></form></header>
<main>${body}</main><script src="/library.js"></script></body></html>`;
}

function hits(query: URLSearchParams): string {
  const words = (query.get('q') ?? '').toLowerCase().trim();
  const all = words ? BOOKS.filter(({ title }) => title.toLowerCase().includes(words)) : [];
  const from = Number(query.get('p') ?? 0) * SIZE;
  const rows = all
    .slice(from, from + SIZE)
    .map(({ n, title, year }) => `<div class="hit"><a href="/book/${n}">${title}</a><div>${year}</div></div>`);
  const more = (p: number, name: string) =>
    `<a id="${name}" href="/search?q=${encodeURIComponent(words)}&p=${p}">${name}</a>`;
  const at = from / SIZE;
  const paging = `<p>${at > 0 ? more(at - 1, 'earlier') : ''} ${from + SIZE < all.length ? more(at + 1, 'later') : ''}</p>`;
  const facets =
    '<p><span class="facet" id="facet-lent">not lent out</span><span class="facet" id="facet-old">older than 1950</span></p>';
  const body = all.length
    ? `${facets}<div id="hits">${rows.join('')}</div>${paging}`
    : '<p id="none">Nothing was found. Try other words.</p>';
  return page(
    words,
    `<h1 id="count" data-words="${words}" data-count="${all.length}" data-page="${at}">${all.length} books for “${words}”</h1>${body}`,
    words,
  );
}

function book(n: number): string {
  const { title, year } = BOOKS[n] ?? BOOKS[0]!;
  return page(
    title,
    `<h1>${title}</h1><p id="about">A novel of ${year}. It is about people who wait, and about what they wait for, told by one of them who does not remember well.</p>
<button id="lend">Lend it</button> <button id="cite">Cite</button> <span id="said"></span><p id="quote" hidden>${title}, ${year}.</p><p><a href="/">Start</a></p>`,
  );
}

const START = `<h1>The town library</h1><p>${BOOKS.length} books, and a reading room.</p><p>Last searched: <a href="/search?q=river">river</a>, <a href="/search?q=winter">winter</a></p>`;
const CARD = `<h1>Your card</h1><form id="renew"><p><label for="number">Number of your card</label><br><input id="number"></p><p><label for="born">Born in</label><br><input id="born"></p><button id="renew-now">Renew</button><p id="renew-said"></p></form>`;
const NEW = `<h1>New books</h1>${BOOKS.slice(0, 60)
  .map(({ n, title }) => `<p style="padding:14px 0"><a href="/book/${n}">${title}</a></p>`)
  .join('')}`;

export function libraryPage(path: string, query: URLSearchParams): string | undefined {
  const [, n] = /^\/book\/(\d+)$/.exec(path) ?? [];
  if (n) return book(Number(n));
  if (path === '/search') return hits(query);
  return { '/': page('Start', START), '/card': page('Card', CARD), '/new': page('New', NEW) }[path];
}

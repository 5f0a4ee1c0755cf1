/** The pages of the museum that its server writes. */

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/museum.css"></head><body><div class="top"><a href="/">Museum</a><a href="/visit">Visit</a><a href="/collection">Collection</a><a href="/guide">Guide</a><a href="/house">The house</a></div><div class="wide"><h1>${title}</h1>${body}</div></body></html>`;

const MASTERS = ['Aertsen', 'Bellini', 'Cuyp', 'Dou', 'Elsheimer', 'Fabritius', 'Goyen'];
const THINGS = ['Harbour', 'Still life', 'Portrait', 'Winter', 'Kitchen', 'Battle', 'Garden'];
/** A name, a thing and a year for each number. */
const works = Array.from({ length: 42 }, (_, n) => ({
  n,
  name: `${THINGS[n % 7]} ${n % 3 ? 'with figures' : 'at dusk'}`,
  by: MASTERS[(n * 3) % 7]!,
  year: 1560 + n * 3,
}));

function collection(query: URLSearchParams): string {
  const words = (query.get('for') ?? '').trim();
  const from = Number(query.get('from') ?? 0);
  const fits = works.filter(({ name, by, year }) =>
    `${name} ${by} ${year}`.toLowerCase().includes(words.toLowerCase()),
  );
  const cards = fits
    .slice(from, from + 9)
    .map(
      ({ n, name, by, year }) =>
        `<a href="/work/${n}" class="work" onclick="corpusLog.write('found')"><b>${name}</b><br>${by}, ${year}</a>`,
    )
    .join('');
  const next =
    from + 9 < fits.length
      ? `<p><a id="further" href="/collection?for=${encodeURIComponent(words)}&from=${from + 9}">Further works</a></p>`
      : '';
  const said =
    words && from === 0 ? `<script>corpusLog.searched(${JSON.stringify(words)}, ${fits.length})</script>` : '';
  return page(
    'Collection',
    `<form action="/collection" role="search"><input id="for" name="for" aria-label="Works, people, years" value="${words}"> <button id="seek" class="pill">Look</button></form><p>${fits.length} ${fits.length === 1 ? 'work' : 'works'}</p>${fits.length === 0 ? '<p>The collection holds nothing that fits. Perhaps it is on loan.</p>' : `<div class="works">${cards}</div>`}${next}${said}`,
  );
}

export function renderMuseum(path: string, query: URLSearchParams): string | undefined {
  const words = 'It came to the house with the bequest of a merchant who had bought it from the painter himself. ';
  if (path === '/collection') return collection(query);
  if (path === '/house') return page('The house', `<p>${words.repeat(4)}</p>`.repeat(24));
  if (path === '/wing')
    return page('The new wing', `<img src="/wing.svg" width="900" height="520" alt=""><p>${words}</p>`);
  if (path === '/wing.svg')
    return '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 900 520"><rect width="900" height="520" fill="#b7a98f"/><rect x="160" y="120" width="580" height="280" fill="#efe8da"/></svg>';
  const one = works[Number(/^\/work\/(\d+)$/.exec(path)?.[1] ?? Number.NaN)];
  return (
    one &&
    page(
      one.name,
      `<p>${one.by}, ${one.year}. Oil on oak.</p><p>${words.repeat(6)}</p><p><a href="/collection">All works</a></p>`,
    )
  );
}

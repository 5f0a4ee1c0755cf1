/** The pages of the council, as a server writes them. */

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/council.css"></head><body><nav><a href="/">Council</a><a href="/says">Counter</a><a href="/permit">Permit</a><a href="/wizard">Parking</a><a href="/letter">Letter</a><a href="/books">Library</a><a href="/streets">Streets</a><a href="/people">People</a><a href="/notes">Minutes</a></nav><h1>${title}</h1>${body}</body></html>`;

const lines = (count: number): string =>
  `<p>${'The council meets on the first Monday of each month, and everybody may come and listen. '.repeat(3)}</p>`.repeat(
    count,
  );

/** Each way in which the counter speaks: what is pressed, and where the words appear. */
export const WAYS = ['below', 'top', 'pop', 'beside', 'help', 'veil', 'hid', 'shade', 'line'] as const;

const fields = (way: string): string =>
  `<label>Name <input id="${way}-name" name="name"></label><label>Number <input id="${way}-no" name="no"></label>`;

const SAYS = `<p id="top"></p>${WAYS.map((way) =>
  way === 'beside' || way === 'pop'
    ? `<div class="box"><button id="${way}-go">${way === 'pop' ? 'Queue' : 'Check'}</button> <span id="${way}-text"></span></div>`
    : `<form id="${way}" novalidate>${fields(way)}${way === 'help' ? '<small id="help-text">As on your card.</small> ' : ''}<button id="${way}-go">${way === 'line' ? 'Hand in' : 'Send'}</button></form><div id="${way}-text" ${way === 'hid' ? 'style="display:none"' : ''}></div>`,
).join('')}<says-it id="shade-box"></says-it>
<script>
const log = corpusLog, $ = (id) => document.getElementById(id);
customElements.define('says-it', class extends HTMLElement { connectedCallback() { this.attachShadow({ mode: 'open' }).innerHTML = '<section></section>'; } say(text) { this.shadowRoot.querySelector('section').innerHTML = '<p>' + text + '</p>'; return this.shadowRoot.querySelector('p'); } });
const add = (html) => { document.body.insertAdjacentHTML('beforeend', html); const last = document.body.lastElementChild; setTimeout(() => last.remove(), 2600); return last; };
const show = (id, text) => { $(id).textContent = ''; $(id).textContent = text; return $(id); };
const HOW = {
  below: (text) => show('below-text', text), top: (text) => show('top', text), pop: (text) => add('<div class="pop">' + text + '</div>'), beside: (text) => show('beside-text', text),
  help: (text) => show('help-text', text), veil: (text) => add('<div class="veil"><div><p>' + text + '</p></div></div>'), hid: (text) => { $('hid-text').style.display = ''; return show('hid-text', text); },
  shade: (text) => $('shade-box').say(text), line: (text) => { $('line-text').innerHTML = '<b>' + text.split('. ')[0] + '</b> ' + (text.split('. ')[1] ?? ''); return $('line-text'); },
};
for (const way of Object.keys(HOW)) {
  const tell = () => setTimeout(() => {
    const { text = 'Thank you.', wrong = false } = window.arranged?.say ?? {}, where = HOW[way](text);
    if (wrong) log.complained(where, text); else log.worded(where, text);
    if ($(way)) { if (wrong) log.refused('#' + way, text); else log.sent('#' + way); }
  }, 120 + Math.random() * 500);
  if ($(way)) log.on($(way), 'submit', (event) => { event.preventDefault(); tell(); }, 'is taken or not');
  else log.on($(way + '-go'), 'click', tell, 'asks');
}
</script>`;

/** One form in three steps, of which one is shown at a time. */
const PERMIT = `<form id="permit" novalidate><fieldset id="s1"><legend>You</legend><label>Name <input name="who" id="who"></label><label>Street <input name="street" id="street"></label></fieldset><fieldset id="s2" hidden><legend>The stall</legend><label>What is sold <input name="goods" id="goods"></label><label>Length <input name="length" id="length"></label></fieldset><fieldset id="s3" hidden><legend>Look it over</legend><p id="sum"></p><label>Remarks <input name="remarks" id="remarks"></label></fieldset><button type="button" id="on">Continue</button> <button id="send" hidden>Apply</button></form><aside><p>Your fee: <b id="fee">0</b> euros</p></aside>
<script>
const log = corpusLog, $ = (id) => document.getElementById(id); let step = 1;
log.on($('on'), 'click', () => { step++; for (const n of [1, 2, 3]) $('s' + n).hidden = n !== step; $('on').hidden = step === 3; $('send').hidden = step !== 3; $('sum').textContent = 'For ' + $('who').value; }, 'goes on');
$('permit').addEventListener('input', () => { setTimeout(() => { $('fee').textContent = 12 + $('permit').querySelectorAll('input').length * $('who').value.length; }, 250); });
log.on($('permit'), 'submit', (event) => { event.preventDefault(); log.sent('#permit'); $('permit').hidden = true; document.body.insertAdjacentHTML('beforeend', '<h2>We have your application.</h2>'); }, 'applies');
</script>`;

/** Steps without a form element: what was there goes, other fields come. */
const WIZARD = `<div id="wizard" data-form><div id="pane"></div></div>
<script>
const log = corpusLog, $ = (id) => document.getElementById(id), kept = {}; let step = 0;
const PANES = [
  '<h2>The car</h2><label>Plate <input id="plate"></label><label>Make <input id="make"></label><p><button id="go">Next</button></p>',
  '<h2>Where</h2><label>Street <input id="w-street"></label><label>House <input id="house"></label><p><button id="back">Previous</button> <button id="go">Next</button></p>',
  '<h2>Pay</h2><label>Account <input id="account"></label><p><button id="back">Previous</button> <button id="go">Order for 40 euros</button></p>',
];
const draw = () => { $('pane').innerHTML = PANES[step] ?? '<h2>Done</h2><p>The card comes by post.</p>'; };
draw();
$('pane').addEventListener('click', ({ target }) => { if (target.id === 'go') { log.ran('#go', 'on'); step++; if (step === 3) log.sent('#wizard'); setTimeout(draw, 150); } if (target.id === 'back') { log.ran('#back', 'back'); step--; draw(); } });
</script>`;

/** A letter that is shown while it is written, and what the page says beside it. */
const LETTER = `<form id="letter"><label>About <input id="about" name="about"></label><label>Your letter <textarea id="text" name="text" rows="5"></textarea></label><p><span id="left">400</span> letters left</p><div id="shown"></div><ul id="tips"></ul><button id="post">Send letter</button></form>
<script>
const log = corpusLog, $ = (id) => document.getElementById(id);
$('letter').addEventListener('input', () => setTimeout(() => { $('left').textContent = 400 - $('text').value.length; $('shown').innerHTML = '<p>Preview: ' + $('about').value + '</p><p>' + $('text').value + '</p>'; $('tips').innerHTML = $('text').value.length > 20 ? '<li>A confirmation will be sent to you by mail.</li><li>Others saved time with our questions and answers.</li>' : ''; }, 300));
log.on($('letter'), 'submit', (event) => { event.preventDefault(); log.sent('#letter'); $('letter').remove(); document.body.insertAdjacentHTML('beforeend', '<p>We have your letter.</p>'); }, 'is sent');
</script>`;

const BOOKS = ['The long river', 'River of stones', 'A garden in spring', 'Spring in the hills', 'Stones and bread'];
const NONE = ['We have no such book.', 'Nothing by that name.', '0 books', 'No luck this time.'];

function books(query: URLSearchParams): string {
  const [title, author] = [query.get('title') ?? '', query.get('author') ?? ''];
  const form = `<form id="books" action="/books"><label>Title <input id="title" name="title" value="${title}"></label><label>Author <input id="author" name="author" value="${author}"></label><button id="look">Search</button></form>`;
  if (title === '' && author === '') return page('Library', `${form}${lines(2)}`);
  const words = `${title} ${author}`.trim();
  const found = title ? BOOKS.filter((name) => name.toLowerCase().includes(title.toLowerCase())) : [];
  const said = found
    .map((name) => `<a class="hit" href="/book/${BOOKS.indexOf(name)}" onclick="corpusLog.write('found')">${name}</a>`)
    .join('');
  return page(
    'Library',
    `${form}<div class="cards">${said || `<p>${NONE[words.length % NONE.length]}</p>`}</div><script>corpusLog.searched('${words}', ${found.length})</script>`,
  );
}

/** A box and a button without a form and without a name; and one that answers while somebody types. */
const finder = (label: string, button: string): string =>
  `<div class="box"><label>${label} <input id="w"></label>${button}</div><div class="cards" id="hits"></div><p id="none"></p>
<script>
const log = corpusLog, $ = (id) => document.getElementById(id), all = ['Elm Street', 'Elmwood Lane', 'Mill Road', 'Miller Place', 'Harbour Street'];
const look = () => { const words = $('w').value.trim(); if (!words) return; const hits = all.filter((one) => one.toLowerCase().startsWith(words.toLowerCase()));
  setTimeout(() => { $('hits').innerHTML = hits.map((one) => '<a class="hit" href="/street/' + one.replace(' ', '-') + '">' + one + '</a>').join(''); $('none').textContent = hits.length ? '' : ['Nobody knows that one.', 'Not in our list.', 'No entries'][words.length % 3]; log.searched(words, hits.length); }, 180); };
$('hits').addEventListener('click', () => log.write('found'));
if ($('go')) log.on($('go'), 'click', look, 'looks'); else { let wait = 0; $('w').addEventListener('input', () => { clearTimeout(wait); wait = setTimeout(look, 900); }); }
</script>`;

/** Sent by Enter alone. */
function notes(query: URLSearchParams): string {
  const words = query.get('topic') ?? '';
  const form = `<form action="/notes"><p><input id="topic" name="topic" placeholder="What is it about?"></p></form>`;
  const hits = words && /tree|road|school/.test(words) ? [1, 2, 3] : [];
  const list = hits
    .map((n) => `<a class="hit" href="/note/${n}" onclick="corpusLog.write('found')">Minutes ${n} of ${words}</a>`)
    .join('');
  const said = words
    ? `<div class="cards">${list || '<p>The council never spoke of this.</p>'}</div><script>corpusLog.searched('${words}', ${hits.length})</script>`
    : lines(3);
  return page('Minutes', form + said);
}

export function renderCouncil(path: string, query: URLSearchParams): string | undefined {
  if (path === '/') return page('Council', lines(8));
  if (path === '/says') return page('Counter', SAYS);
  if (path === '/permit') return page('Permit', PERMIT);
  if (path === '/wizard') return page('Parking', WIZARD);
  if (path === '/letter') return page('Letter', LETTER);
  if (path === '/books') return books(query);
  if (path === '/streets') return page('Streets', finder('Looking for', '<button id="go">Go</button>'));
  if (path === '/people') return page('People', finder('Somebody of the council', ''));
  if (path === '/notes') return notes(query);
  const one = /^\/(?:book|street|note)\/([\w-]+)$/.exec(path)?.[1];
  return one === undefined ? undefined : page(`Number ${one}`, lines(6));
}

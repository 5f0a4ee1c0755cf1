/** The pages of the clinic, as a server writes them. */

const page = (title: string, body: string): string =>
  `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${title}</title><link rel="stylesheet" href="/clinic.css"></head><body><nav><a href="/">Clinic</a><a href="/book">Book</a><a href="/login">Log in</a><a href="/hours">Hours</a><a href="/prices">Prices</a><a href="/faq">Questions</a><a href="/tools">Tools</a></nav><h1>${title}</h1>${body}</body></html>`;

const words = 'We look after people of this town and of the villages around it, at any time of the day. ';
const paragraphs = (count: number): string => `<p>${words.repeat(5)}</p>`.repeat(count);

/** How the server says that somebody may not come in; by the user's name. */
const REFUSALS: Record<string, (text: string) => string> = {
  alert: (text) => `<div class="alert alert-danger" id="msg">${text}</div>`,
  red: (text) => `<p style="color:#b00020" id="msg">${text}</p>`,
  list: (text) => `<ul class="errorlist" id="msg"><li>${text}</li></ul>`,
  flash: (text) => `<div class="flash" id="msg">${text}</div>`,
  field: (text) => `<p class="field-note off" id="msg"><b>Oops.</b> ${text}</p>`,
  keeps: (text) => `<div role="alert" id="msg">${text}</div>`,
};

function login(query: URLSearchParams): string {
  const user = query.get('user');
  const form = (value: string, said: string) =>
    `${said}<form id="login" action="/login"><p><label>User <input id="user" name="user" value="${value}"></label></p><p><label>Password <input id="pass" name="pass" type="password"></label></p><button id="enter">Log in</button></form>`;
  if (user === null) return page('Log in', form('', ''));
  if (query.get('pass') === 'secret')
    return page('Welcome', "<p>Good morning.</p><script>corpusLog.sent('#login')</script>");
  const text = user === 'flash' ? 'Login failed.' : 'We do not know this user with this password.';
  const said = (REFUSALS[user] ?? REFUSALS.alert!)(text);
  const log = `<script>corpusLog.complained('#msg', '${text}'); corpusLog.refused('#login', '${text}')</script>`;
  return page('Log in', form(user === 'keeps' ? user : '', said) + log);
}

const BOOK = `<form id="book" novalidate><p><label>Name <input id="who" name="who"></label></p><p><label>Day <input id="day" name="day" placeholder="2031-04-02"></label></p><p><label>People <input id="people" name="people" value="1"></label></p><p><label>What happened <textarea id="story" name="story"></textarea></label></p><p class="note" id="note"></p><button id="send">Book</button></form>
<script>
const log = corpusLog, $ = (id) => document.getElementById(id);
const say = (text, off) => { $('note').className = off ? 'note off' : 'note'; $('note').textContent = text; if (off) { log.complained('#note', text); log.refused('#book', text); } };
$('book').addEventListener('submit', async (event) => {
  event.preventDefault(); $('note').textContent = '';
  await new Promise((resolve) => setTimeout(resolve, 120));
  if ($('day').value < '2030') return say('Choose a day that is still to come.', true);
  if ($('day').value.endsWith('06')) return say('On Sundays we are at home.', true);
  if (Number($('people').value) < 1) return say('Who shall come then?', true);
  const answer = await log.fetch('/api/book', { method: 'POST', body: '{}', because: '#send' }).catch(() => undefined);
  if (!answer?.ok) return say('Somebody was faster than you.', true);
  log.sent('#book'); $('book').hidden = true; document.body.insertAdjacentHTML('beforeend', '<p>See you then.</p>');
});
</script>`;

const TOOLS = `<p><button id="later">Measure</button> <button id="reject">Compare</button> <button id="labs">Lab results</button> <button id="slow">X-ray</button> <button id="very">History</button> <button id="said">Invoice</button> <button id="fine">Next tip</button> <span id="tip"></span></p>
<p><button id="busy1">Refresh</button> <button id="busy2">Check again</button> <button id="busy3">Update</button> <button id="busy4">Send reminder</button></p>
<section><h2>Weight</h2><button id="draw">Next month</button><canvas id="chart" width="300" height="120"></canvas></section><p><span class="tile" id="nothing">Map</span></p><p id="out"></p>
<script>
const log = corpusLog, $ = (id) => document.getElementById(id); let tip = 0;
log.nothing('#nothing');
log.on($('later'), 'click', () => { setTimeout(() => { const scale = null; scale.weigh(); }, 60); }, 'fails a moment later');
log.on($('reject'), 'click', () => { Promise.reject(new Error('nothing to compare')); }, 'is rejected');
for (const name of ['labs', 'slow', 'very', 'said']) log.on($(name), 'click', async () => { const answer = await log.fetch('/api/' + name, { because: '#' + name }).catch(() => undefined); if (answer?.ok) $('out').textContent = name + ' is here ' + Date.now() % 997; else if (name === 'said') { $('out').textContent = 'Your invoice is hiding from us.'; log.complained('#out', 'hiding'); } }, 'asks');
log.on($('fine'), 'click', () => { $('tip').textContent = 'Tip ' + ++tip; }, 'a tip');
const settle = (id, set, unset) => log.on($(id), 'click', () => { set(); log.showed('#' + id, 'busy'); setTimeout(unset, 900); }, 'is busy, and done');
settle('busy1', () => $('busy1').setAttribute('aria-busy', 'true'), () => $('busy1').setAttribute('aria-busy', 'false'));
settle('busy2', () => $('busy2').classList.add('works'), () => $('busy2').classList.remove('works'));
settle('busy3', () => { $('busy3').dataset.state = 'loading'; $('busy3').style.opacity = '0.5'; }, () => { $('busy3').dataset.state = 'idle'; $('busy3').style.opacity = ''; });
settle('busy4', () => { $('busy4').disabled = true; }, () => { $('busy4').disabled = false; });
const pen = $('chart').getContext('2d'); let month = 0;
const draw = () => { pen.clearRect(0, 0, 300, 120); for (let n = 0; n < 20; n++) pen.fillRect(n * 15, 100 - 60 * Math.abs(Math.sin(n + month)), 10, 80); };
draw(); log.on($('draw'), 'click', () => { month++; draw(); log.showed('#chart', 'drawn anew'); }, 'draws');
setInterval(() => log.fetch('/api/queue', { mattered: false }).catch(() => {}), 2000);
</script>`;

export function renderClinic(path: string, query: URLSearchParams): string | undefined {
  const list = Array.from(
    { length: 40 },
    (_, n) => `<p>Doctor ${n + 1}: from ${8 + (n % 5)} to ${14 + (n % 6)}</p>`,
  ).join('');
  if (path === '/') return page('Clinic', `${paragraphs(6)}<p><label>News by mail <input id="news"></label></p>`);
  if (path === '/login') return login(query);
  if (path === '/book') return page('Book', BOOK);
  if (path === '/tools') return page('Tools', TOOLS);
  if (path === '/hours') return page('Hours', `<div class="pane" tabindex="0">${list}</div>${paragraphs(1)}`);
  if (path === '/prices') return page('Prices', paragraphs(8));
  if (path === '/faq') return page('Questions', paragraphs(20));
  return undefined;
}

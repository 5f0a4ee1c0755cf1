const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);
const say = (selector, text, bad) => {
  $(selector).textContent = text;
  $(selector).className = bad ? 'bad' : '';
  if (bad) log.complained(selector, text);
};

for (const heart of document.querySelectorAll('.heart'))
  log.on(
    heart,
    'click',
    () => {
      const liked = heart.getAttribute('aria-pressed') !== 'true';
      heart.setAttribute('aria-pressed', liked);
      heart.textContent = liked ? '♥' : '♡';
    },
    'liked or not',
  );
on(
  '#less',
  'click',
  () => {
    $('#count').textContent = Math.max(1, Number($('#count').textContent) - 1);
  },
  'count',
);
on(
  '#more',
  'click',
  () => {
    const until = performance.now() + (arranged.more?.busy ?? 0);
    while (performance.now() < until);
    $('#count').textContent = Number($('#count').textContent) + 1;
  },
  'count',
);
if ($('#allergens')) log.nothing('#allergens');
on(
  '#order',
  'click',
  async () => {
    if (arranged.order?.throws) throw new TypeError('basket is undefined');
    if (arranged.order?.busy) say('#said', 'Asking the kitchen …');
    const answer = await log.fetch('/api/order', { method: 'POST', because: '#order' });
    if (answer.ok) say('#said', 'It is being cooked.');
    else say('#said', 'The kitchen does not answer.', true);
  },
  'ordered',
);
on(
  '#me',
  'submit',
  (event) => {
    event.preventDefault();
    if (!/^\d{9,}$/.test($('#phone').value)) {
      log.refused('#me', 'phone');
      return say('#me-said', 'We need a phone number with nine digits or more.', true);
    }
    log.sent('#me');
    say('#me-said', 'Saved.');
  },
  'checked',
);
on(
  '#hint',
  'click',
  async () => {
    const answer = await log.fetch('/api/hint', { because: '#hint' });
    if (answer.ok) say('#hint-said', 'Everywhere in town.');
  },
  'hint',
);

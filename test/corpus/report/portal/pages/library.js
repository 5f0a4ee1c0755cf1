const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);

const count = $('#count');
// Who comes by a link from elsewhere has not searched here.
if (
  count &&
  document.referrer &&
  count.dataset.page === '0' &&
  !sessionStorage.getItem(`seen ${count.dataset.words}`)
) {
  sessionStorage.setItem(`seen ${count.dataset.words}`, '1');
  log.searched(count.dataset.words, Number(count.dataset.count));
}
if (location.pathname.startsWith('/book/') && /search/.test(document.referrer)) log.write('found');
if ($('#facet-old')) log.nothing('#facet-old');
on(
  '#facet-lent',
  'click',
  () => {
    $('#facet-lent').textContent = '✓ not lent out';
    document.querySelectorAll('.hit').forEach((hit, n) => {
      hit.hidden = n % 3 === 1;
    });
  },
  'filtered',
);
on(
  '#lend',
  'click',
  async () => {
    if (arranged.lend?.throws) throw new TypeError('account.loans is null');
    const answer = await log.fetch('/api/lend', { method: 'POST', because: '#lend' });
    $('#said').textContent = answer.ok ? 'It waits for you at the desk.' : 'This did not work. Ask at the desk.';
    $('#said').className = answer.ok ? '' : 'bad';
    if (!answer.ok) log.complained('#said', 'This did not work.');
  },
  'lent',
);
on(
  '#cite',
  'click',
  () => {
    $('#quote').hidden = !$('#quote').hidden;
  },
  'quote shown or hidden',
);
on(
  '#renew',
  'submit',
  async (event) => {
    event.preventDefault();
    const answer = await log.fetch('/api/renew', {
      method: 'POST',
      body: $('#number').value,
      because: '#renew-now',
      mattered: false,
    });
    $('#renew-said').textContent = answer.ok ? 'Renewed for a year.' : 'We know no such card.';
    if (answer.ok) return log.sent('#renew');
    log.refused('#renew', 'number');
    log.complained('#renew-said', 'We know no such card.');
  },
  'card checked',
);
if (arranged.statistics?.status) log.fetch('/api/statistics', { mattered: false }).catch(() => {});

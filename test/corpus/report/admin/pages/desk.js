const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);
const alertBox = (text, kind) => {
  $('#said').innerHTML = `<div class="alert alert-${kind}">${text}</div>`;
  if (kind === 'danger') log.complained('#said', text);
};

on(
  '#theme',
  'click',
  (event) => {
    event.preventDefault();
    document.documentElement.dataset.bsTheme = document.documentElement.dataset.bsTheme === 'dark' ? 'light' : 'dark';
    log.showed('html', 'all colors changed');
  },
  'theme changed',
);
for (const card of document.querySelectorAll('[id^=card-]')) log.nothing(`#${card.id}`);
if ($('#job')) log.worded('#job', 'failed');
on(
  '#refresh',
  'click',
  async () => {
    if (arranged.figures?.busy)
      $('#refresh').innerHTML = '<span class="spinner-border spinner-border-sm"></span> Loading';
    const answer = await log.fetch('/api/figures', { because: '#refresh' });
    $('#refresh').textContent = 'Refresh';
    if (answer.ok) alertBox(`As of ${new Date().toLocaleTimeString()}`, 'success');
    else alertBox('The figures could not be loaded.', 'danger');
  },
  'figures asked for',
);
on(
  '#export',
  'click',
  () => {
    if (arranged.export?.throws) arranged.sheets.write();
    alertBox('The export is on its way to your mailbox.', 'success');
  },
  'exported',
);

// Users
let [pageNumber, shown] = [0, []];
const rows = [...document.querySelectorAll('tbody tr')];
function showPage() {
  const all = shown.length ? shown : rows;
  rows.forEach((row) => {
    row.hidden = true;
  });
  all.slice(pageNumber * 15, pageNumber * 15 + 15).forEach((row) => {
    row.hidden = false;
  });
  if ($('#where')) $('#where').textContent = pageNumber + 1;
}
showPage();
on(
  '#later',
  'click',
  () => {
    pageNumber = (pageNumber + 1) % 3;
    showPage();
  },
  'next page',
);
on(
  '#earlier',
  'click',
  () => {
    pageNumber = (pageNumber + 2) % 3;
    showPage();
  },
  'previous page',
);
let order = 1;
on(
  '#by-name',
  'click',
  () => {
    const until = performance.now() + (arranged.sort?.busy ?? 0);
    while (performance.now() < until);
    order = -order;
    rows.sort((a, b) => order * a.cells[1].textContent.localeCompare(b.cells[1].textContent));
    $('tbody').append(...rows);
    showPage();
  },
  'sorted',
);
if ($('#by-role')) log.nothing('#by-role');
on(
  '#filter',
  'change',
  () => {
    const words = $('#filter').value;
    shown = rows.filter((row) => row.textContent.includes(words));
    log.searched(words, shown.length);
    if (shown.length === 0) {
      $('tbody').insertAdjacentHTML('beforeend', '<tr class="none"><td colspan="3">No users</td></tr>');
      rows.forEach((row) => {
        row.hidden = true;
      });
      return;
    }
    for (const one of document.querySelectorAll('.none')) one.remove();
    pageNumber = 0;
    showPage();
    log.write('found');
  },
  'filtered',
);
on(
  '#user-form',
  'submit',
  (event) => {
    event.preventDefault();
    if (!/^\S+@\S+\.\w+$/.test($('#mail').value)) {
      $('#mail').classList.add('is-invalid');
      $('#mail-wrong').textContent = 'This is no address.';
      log.refused('#user-form', 'mail');
      return log.complained('#mail-wrong', 'This is no address.');
    }
    log.sent('#user-form', 'user made');
    window.bootstrap.Modal.getInstance($('#new-user')).hide();
  },
  'user checked',
);

// Settings
if ($('#day')) window.flatpickr('#day', { dateFormat: 'Y-m-d', onChange: (_, text) => log.ran('#day', text) });
on(
  '#size',
  'input',
  () => {
    $('#rows').textContent = $('#size').value;
  },
  'rows shown',
);
on(
  '#general-form',
  'submit',
  async (event) => {
    event.preventDefault();
    const answer = await log.fetch('/api/settings', { method: 'POST', because: '#save' });
    $('#general-said').textContent = answer.ok ? 'Saved.' : 'The server does not accept this.';
    if (answer.ok) return log.sent('#general-form');
    log.refused('#general-form', `answer ${answer.status}`);
    log.complained('#general-said', 'The server does not accept this.');
  },
  'settings sent',
);
if ($('#reset')) log.nothing('#reset');
on(
  '#copy',
  'click',
  () => {
    $('#token').select();
    $('#copy').textContent = 'Copied';
    setTimeout(() => {
      $('#copy').textContent = 'Copy';
    }, 1500);
  },
  'copied',
);
let draft;
on(
  '#note',
  'input',
  () => {
    clearTimeout(draft);
    draft = setTimeout(() => {
      $('#kept').textContent = `Kept ${new Date().toLocaleTimeString()}`;
      log.saved('#note', 'draft kept');
    }, 600);
  },
  'draft is kept soon',
);

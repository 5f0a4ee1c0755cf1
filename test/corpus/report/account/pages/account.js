const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);
const say = (selector, text, wrong) => {
  $(selector).textContent = text;
  $(selector).className = wrong ? 'wrong' : '';
  if (wrong) log.complained(selector, text);
};

// Contracts
if ($('#state-2')) log.worded('#state-2', 'debit failed');
if ($('#advisor')) log.nothing('#advisor');
const sortBy = (column) => () => {
  const until = performance.now() + (arranged.sort?.busy ?? 0);
  while (performance.now() < until);
  const body = $('#contracts tbody');
  const [first] = body.children;
  body.append(
    ...[...body.children].sort((a, b) =>
      a.cells[column].textContent.localeCompare(b.cells[column].textContent, 'en', { numeric: true }),
    ),
  );
  if (first === body.children[0]) body.append(...[...body.children].reverse());
};
on('#by-place', 'click', sortBy(0), 'sorted');
on('#by-price', 'click', sortBy(1), 'sorted');
on(
  '#meter',
  'click',
  async () => {
    if (arranged.meter?.throws) throw new TypeError('meters[0] is undefined');
    if (arranged.meter?.busy) say('#said', 'Asking the meter …');
    const answer = await log.fetch('/api/meter', { method: 'POST', because: '#meter' });
    if (answer.ok) say('#said', 'The meter stands at 4812.');
    else say('#said', 'The meter cannot be reached.', true);
  },
  'meter read',
);
on('#move', 'click', () => $('#moving').showModal(), 'asked');
on('#later', 'click', () => $('#moving').close(), 'closed');

// To do
if ($('#open')) {
  for (const list of ['#open', '#done'])
    window.Sortable.create($(list), {
      group: 'tasks',
      animation: 100,
      forceFallback: true,
      onEnd: () => log.ran(list, 'task moved'),
    });
}
on('#clear', 'click', () => {}, 'nothing is cleared');

// Profile
on(
  '#profile',
  'submit',
  async (event) => {
    event.preventDefault();
    if (!/^[A-Z]{2}\d{8,}$/.test($('#iban').value)) {
      log.refused('#profile', 'iban');
      return say('#profile-said', 'This IBAN is not valid.', true);
    }
    await log.fetch('/api/profile', { method: 'POST', because: '#save' });
    log.sent('#profile');
    say('#profile-said', 'Saved.');
  },
  'profile checked',
);
on(
  '#password',
  'submit',
  (event) => {
    event.preventDefault();
    const word = $('#new').value;
    if (word.length < 10 || !/\d/.test(word) || !/[!?%]/.test(word)) {
      log.refused('#password', 'rules');
      return say('#password-said', 'Ten characters, a digit and one of ! ? % are needed.', true);
    }
    log.sent('#password');
    say('#password-said', 'Changed.');
  },
  'password checked',
);

// Files
if ($('#drop')) log.nothing('#drop');
on(
  '#find-now',
  'click',
  async () => {
    const words = $('#find').value;
    const answer = await log.fetch(`/api/files?q=${encodeURIComponent(words)}`, { because: '#find-now' });
    if (!answer.ok) return say('#files', 'Files cannot be searched now.', true);
    const { files } = await answer.json();
    log.searched(words, files.length);
    $('#files').innerHTML = files.length
      ? files.map((name) => `<p><a class="file" href="/invoice/3">${name}</a></p>`).join('')
      : `<p>No file is called ${words}.</p>`;
    document.querySelectorAll('.file').forEach((file) => {
      file.addEventListener('click', () => log.write('found'));
    });
  },
  'files searched',
);

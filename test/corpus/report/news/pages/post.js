const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);

log.ambient('#ticker');
log.ambient('#end');
setInterval(() => {
  $('#ticker').textContent = `live ${new Date().toLocaleTimeString()}`;
}, 1000);
if ($('#notice')) log.worded('#notice', 'failed with an error');

// The feed has no end.
let loaded = 8;
if ($('#feed')) {
  new IntersectionObserver(
    ([end]) => {
      if (!end.isIntersecting || loaded > 80) return;
      for (const from = loaded; loaded < from + 6; loaded++) {
        const copy = $(`.story:nth-child(${(loaded % 8) + 1})`).cloneNode(true);
        $('#feed').append(copy);
      }
      log.ran('#feed', 'more stories');
    },
    { rootMargin: '200px' },
  ).observe($('#end'));
}

// A story
if ($('#source')) log.nothing('#source');
if ($('#photo')) log.nothing('#photo');
on(
  '#clap',
  'click',
  () => {
    $('#claps').textContent = Number($('#claps').textContent) + 1;
  },
  'clapped',
);
on(
  '#follow',
  'click',
  async () => {
    if (arranged.follow?.throws) throw new TypeError('push is not a function');
    if (arranged.follow?.busy) $('#said').textContent = 'One moment …';
    const answer = await log.fetch('/api/follow', { method: 'POST', because: '#follow' });
    $('#said').textContent = answer.ok ? 'We write to you.' : 'This did not work.';
    if (!answer.ok) log.complained('#said', 'This did not work.');
  },
  'followed',
);
on(
  '#play',
  'click',
  () => {
    $('#play').textContent = $('#play').textContent === 'Listen' ? 'Pause' : 'Listen';
  },
  'played or paused',
);
on(
  '#comment',
  'submit',
  async (event) => {
    event.preventDefault();
    const answer = await log.fetch('/api/comment', {
      method: 'POST',
      body: $('#opinion').value,
      because: '#post',
      mattered: false,
    });
    if (answer.ok) {
      log.sent('#comment');
      $('#comment-said').textContent = 'Thank you.';
      $('#opinion').value = '';
      return;
    }
    log.refused('#comment', 'words');
    $('#comment-said').textContent = 'Comments need at least five words.';
    log.complained('#comment-said', 'Comments need at least five words.');
  },
  'comment sent',
);
on(
  '#letter',
  'submit',
  async (event) => {
    event.preventDefault();
    await log.fetch('/api/letter', { method: 'POST', because: '#send' });
    log.sent('#letter');
    $('#letter-said').textContent = 'Thank you. We print the best ones.';
  },
  'letter sent',
);

// Weather: tells the time of its last answer, and throws now and then when the station is down.
if ($('#sky')) {
  log.ambient('#late');
  setInterval(() => {
    if (arranged.station?.throws) throw new Error('station: no answer');
    $('#late').textContent = `as of ${new Date().toLocaleTimeString()}`;
  }, 1800);
  if (arranged.reloads) setTimeout(() => location.reload(), 2500);
  if (arranged.sky) {
    $('#sky').remove();
    setTimeout(() => {
      $('main').insertAdjacentHTML(
        'beforeend',
        `<p class="lead" id="sky">${'Clouds, later sun, and towards the evening rain from the west. '.repeat(6)}</p>`,
      );
    }, arranged.sky.late);
  }
}

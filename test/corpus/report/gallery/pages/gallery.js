const log = window.corpusLog;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);
const text = (selector, words) => {
  $(selector).textContent = words;
};

// Parts
on('#less', 'click', () => text('#count', Number($('#count').textContent) - 1), 'count');
on('#more', 'click', () => text('#count', Number($('#count').textContent) + 1), 'count');
on(
  '#switch',
  'click',
  () => $('#switch').setAttribute('aria-checked', $('#switch').getAttribute('aria-checked') !== 'true'),
  'switched',
);
let slide = 0;
on(
  '#next',
  'click',
  () => {
    slide = (slide + 1) % 4;
    $('#slides').style.transform = `translateX(${-200 * slide}px)`;
  },
  'slide',
);
on(
  '#menu',
  'mousedown',
  () => {
    $('#list').hidden = !$('#list').hidden;
  },
  'menu',
);
on(
  '#copy',
  'click',
  () => {
    text('#copy', '✓');
    setTimeout(() => text('#copy', 'Copy'), 900);
  },
  'copied',
);
on('#reveal', 'change', () => log.showed('.revealed', 'shown by CSS'), 'revealed');
for (const [n, star] of [...document.querySelectorAll('#stars u')].entries())
  log.on(
    star,
    'click',
    () => {
      for (const [m, one] of [...document.querySelectorAll('#stars u')].entries()) one.textContent = m <= n ? '★' : '☆';
      log.showed('#stars', `${n + 1} stars`);
    },
    'rated',
  );
let step = 1;
on(
  '#onward',
  'click',
  () => {
    step = (step % 4) + 1;
    text('#tour', `Step ${step} of 4`);
  },
  'next step',
);
for (const name of ['a', 'b'])
  on(`#tab-${name}`, 'click', () => text('#panel', `Panel ${name.toUpperCase()} ${performance.now() | 0}`), 'tab');
let entries = 0;
const turn = (by) => () => {
  entries = Math.max(0, entries + by);
  text('#entries', `${entries * 5 + 1} to ${entries * 5 + 5}`);
};
on('#page-on', 'click', turn(1), 'page');
on('#page-back', 'click', turn(-1), 'page');
const months = ['May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
let month = 0;
on(
  '#month-on',
  'click',
  () => {
    month = (month + 1) % 8;
    text('#month', months[month]);
  },
  'month',
);
on(
  '#film',
  'click',
  (event) => {
    $('#film i').style.width = `${event.offsetX}px`;
    text('#second', `0:${event.offsetX}`);
  },
  'film',
);
on(
  '#chart',
  'click',
  (event) => {
    const canvas = $('#chart').getContext('2d');
    canvas.fillRect(event.offsetX - 2, event.offsetY - 2, 5, 5);
    log.showed('#chart', 'a dot');
  },
  'drawn',
);

// Fields
on('#volume', 'input', () => text('#loud', $('#volume').value), 'loudness');
let saving;
on(
  '#draft',
  'input',
  () => {
    clearTimeout(saving);
    saving = setTimeout(() => {
      text('#kept', `kept, ${$('#draft').value.length} letters`);
      log.saved('#draft');
    }, 400);
  },
  'draft',
);
const QUESTIONS = ['Your name', 'Your town', 'Your color', 'Thank you'];
let question = 0;
on(
  '#wizard',
  'submit',
  (event) => {
    event.preventDefault();
    text('#asked', QUESTIONS[++question]);
    $('#answer').value = '';
    if (question < 3) return log.ran('#wizard', `step ${question}`);
    log.sent('#wizard');
    $('#go').remove();
  },
  'step',
);
for (const [form, said] of [
  ['#address', '#saved'],
  ['#message', '#sent'],
])
  on(
    form,
    'submit',
    (event) => {
      event.preventDefault();
      text(said, 'Done.');
      log.sent(form);
    },
    'sent',
  );
on('#search', 'submit', (event) => event.preventDefault(), 'nothing');

// Motion
if ($('#clock')) {
  log.ambient('#clock');
  setInterval(() => text('#clock', new Date().toLocaleTimeString()), 500);
  window.Sortable.create($('#cards'), { animation: 80, forceFallback: true, onEnd: () => log.ran('#cards', 'sorted') });
  $('#balloons').innerHTML = '<i></i>'.repeat(8);
  for (const balloon of $('#balloons').children)
    log.on(
      balloon,
      'click',
      () => {
        text('#popped', Number($('#popped').textContent) + 1);
        balloon.style.background = `hsl(${(Number($('#popped').textContent) * 40) % 360} 70% 50%)`;
      },
      'popped',
    );
  $('#long').insertAdjacentHTML(
    'beforeend',
    '<p>It goes on for a while, and whoever reads it looks back now and then to see who was who, and reads on.</p>'.repeat(
      30,
    ),
  );
  const more = () =>
    $('#feed').insertAdjacentHTML('beforeend', '<p style="padding:14px 0">Somebody wrote something</p>'.repeat(10));
  more();
  addEventListener('scroll', () => {
    if (innerHeight + scrollY > document.body.scrollHeight - 300 && $('#feed').children.length < 150) more();
  });
}
let pen;
on(
  '#paper',
  'pointerdown',
  (event) => {
    pen = event;
    $('#paper').getContext('2d').fillRect(event.offsetX, event.offsetY, 4, 4);
    log.showed('#paper', 'a dot');
  },
  'pen',
);
$('#paper')?.addEventListener(
  'pointermove',
  ({ offsetX, offsetY }) => pen && $('#paper').getContext('2d').fillRect(offsetX, offsetY, 3, 3),
);
addEventListener('pointerup', () => {
  pen = undefined;
});

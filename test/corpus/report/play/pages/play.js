const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);

// Moles
let points = 0;
if ($('#whack')) {
  $('#whack').innerHTML = Array.from({ length: 8 }, (_, n) => `<div class="hole" id="hole-${n}"></div>`).join('');
  for (const hole of document.querySelectorAll('.hole'))
    log.on(
      hole,
      'click',
      () => {
        points++;
        $('#points').textContent = points;
      },
      'hit',
    );
  $('#hole-2').classList.add('mole');
  log.nothing('#prize');
  log.ambient('#second');
}
let runs;
on(
  '#start',
  'click',
  () => {
    clearInterval(runs);
    runs = setInterval(() => {
      const holes = [...document.querySelectorAll('.hole')];
      for (const hole of holes) hole.classList.remove('mole');
      holes[Math.floor(performance.now() / 700) % holes.length].classList.add('mole');
    }, 700);
    log.ambient('.hole');
    $('#start').textContent = 'Again';
  },
  'game runs',
);
on(
  '#sound',
  'click',
  () => {
    $('#sound').textContent = $('#sound').textContent === 'Sound: on' ? 'Sound: off' : 'Sound: on';
  },
  'sound',
);
on(
  '#rank',
  'click',
  async () => {
    if (arranged.rank?.throws) throw new TypeError('players.sort is not a function');
    const answer = await log.fetch('/api/rank', { because: '#rank' });
    $('#said').textContent = answer.ok ? 'You are 14th.' : 'The ranking is asleep.';
    $('#said').className = answer.ok ? '' : 'bad';
    if (!answer.ok) log.complained('#said', 'The ranking is asleep.');
  },
  'ranking',
);
on(
  '#film',
  'click',
  (event) => {
    $('#film i').style.width = `${event.offsetX}px`;
    $('#second').textContent = Math.round(event.offsetX / 4);
  },
  'film goes on elsewhere',
);

// Drawing
let [pen, color, strokes] = [undefined, '#3d2c2e', 0];
const paper = $('#paper')?.getContext('2d');
for (const name of ['red', 'blue', 'green'])
  on(
    `#${name}`,
    'click',
    () => {
      color = $(`#${name}`).style.background;
      document.querySelectorAll('.color').forEach((one) => {
        one.style.outline = '';
      });
      $(`#${name}`).style.outline = '3px solid #3d2c2e';
    },
    'color',
  );
on(
  '#paper',
  'pointerdown',
  (event) => {
    pen = event;
  },
  'pen down',
);
$('#paper')?.addEventListener('pointermove', (event) => {
  if (!pen) return;
  paper.strokeStyle = color;
  paper.lineWidth = 4;
  paper.beginPath();
  paper.moveTo(pen.offsetX, pen.offsetY);
  paper.lineTo(event.offsetX, event.offsetY);
  paper.stroke();
  pen = event;
});
addEventListener('pointerup', (event) => {
  if (!pen) return;
  paper.fillStyle = color;
  paper.fillRect(event.offsetX - 3, event.offsetY - 3, 6, 6);
  pen = undefined;
  strokes++;
  log.showed('#paper', 'a stroke');
});
const takeBack = () => {
  const until = performance.now() + (arranged.undo?.busy ?? 0);
  while (performance.now() < until);
  paper.clearRect(0, 0, 700, 380);
  log.showed('#paper', 'a stroke less');
};
on('#undo', 'click', takeBack, 'undone');
on('#wipe', 'click', takeBack, 'wiped');
on(
  '#keep',
  'click',
  async () => {
    const answer = await log.fetch('/api/keep', { method: 'POST', because: '#keep' });
    $('#said').textContent = answer.ok ? `Kept, ${strokes} strokes.` : 'It could not be kept.';
    $('#said').className = answer.ok ? '' : 'bad';
    if (!answer.ok) log.complained('#said', 'It could not be kept.');
  },
  'kept',
);
if ($('#frame')) log.nothing('#frame');

// Club
if ($('#rules'))
  $('#rules').innerHTML = Array.from(
    { length: 30 },
    (_, n) => `<p style="padding:20px 0"><b>Rule ${n + 1}.</b> Be kind to moles, and let others play, too.</p>`,
  ).join('');
on(
  '#join',
  'submit',
  async (event) => {
    event.preventDefault();
    const answer = await log.fetch('/api/join', {
      method: 'POST',
      body: $('#nick').value,
      because: '#join-now',
      mattered: false,
    });
    $('#said').textContent = answer.ok ? 'Welcome!' : 'This nickname is taken.';
    $('#said').className = answer.ok ? '' : 'bad';
    if (answer.ok) return log.sent('#join');
    log.refused('#join', 'taken');
    log.complained('#said', 'This nickname is taken.');
  },
  'joined',
);

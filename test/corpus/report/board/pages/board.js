const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => $(selector) && log.on($(selector), type, handler, does);

// What never rests.
log.ambient('#clock, #tape, #frequency');
setInterval(() => {
  $('#clock').textContent = new Date().toLocaleTimeString();
}, 1000);
setInterval(() => {
  $('#tape').textContent = Array.from(
    { length: 8 },
    (_, n) => `P${n} ${Math.round(performance.now() * (n + 3)) % 400} MW`,
  ).join('   ');
  if ($('#frequency')) $('#frequency').textContent = `${(50 + Math.sin(performance.now() / 900) / 20).toFixed(2)} Hz`;
}, 700);
if ($('.tag')) log.worded('#list', 'ERROR, fifty times');
setInterval(() => {
  if (arranged.tape?.throws) throw new TypeError('tape: quote is null');
}, 2200);

// The chart
function draw(points) {
  const canvas = $('#load').getContext('2d');
  canvas.clearRect(0, 0, 520, 220);
  canvas.strokeStyle = '#7fc4ff';
  canvas.beginPath();
  for (let x = 0; x < 520; x += 4) canvas.lineTo(x, 110 + 80 * Math.sin((x * points) / 900));
  canvas.stroke();
  log.showed('#load', `chart of ${points} points`);
}
if ($('#load')) draw(24);
for (const [name, points] of [
  ['hour', 12],
  ['day', 24],
  ['week', 84],
])
  on(
    `#${name}`,
    'click',
    () => {
      const until = performance.now() + (arranged.chart?.busy ?? 0);
      while (performance.now() < until);
      draw(points);
    },
    'chart drawn',
  );
on(
  '#load',
  'click',
  (event) => {
    const canvas = $('#load').getContext('2d');
    canvas.fillStyle = '#ffb74d';
    canvas.fillRect(event.offsetX, 0, 1, 220);
    log.showed('#load', 'a line at this time');
  },
  'time marked',
);

on(
  '#less',
  'click',
  () => {
    $('#limit').textContent = Number($('#limit').textContent) - 5;
  },
  'limit',
);
on(
  '#more',
  'click',
  () => {
    $('#limit').textContent = Number($('#limit').textContent) + 5;
  },
  'limit',
);
if ($('#plan')) log.nothing('#plan');
if ($('#print')) log.nothing('#print');

// Orders
on(
  '#send',
  'click',
  async () => {
    const amount = $('#megawatts').value;
    if (!/^-?\d{1,3}$/.test(amount)) {
      $('#said').textContent = `“${amount}” is no number of megawatts.`;
      $('#said').className = 'bad';
      log.refused('#order', 'megawatts');
      return log.complained('#said', 'no number of megawatts');
    }
    const answer = await log.fetch('/api/order', { method: 'POST', because: '#send' });
    $('#said').textContent = answer.ok ? 'Sent.' : 'The plants cannot be reached.';
    $('#said').className = answer.ok ? '' : 'bad';
    if (answer.ok) return log.sent('#order');
    log.refused('#order', `answer ${answer.status}`);
    log.complained('#said', 'The plants cannot be reached.');
  },
  'order checked',
);
on(
  '#report',
  'click',
  async () => {
    if (arranged.report?.throws) throw new RangeError('report: no rows');
    if (arranged.report?.busy) $('#report').textContent = 'Working …';
    const answer = await log.fetch('/api/report', { because: '#report' });
    if (answer.ok) $('#report').textContent = 'Report is ready';
  },
  'report asked for',
);

// The map is dragged and zoomed.
let [zoom, held] = [1, undefined];
on(
  '#nearer',
  'click',
  () => {
    zoom *= 1.2;
    $('#spot').style.transform = `scale(${zoom})`;
  },
  'zoomed',
);
on(
  '#further',
  'click',
  () => {
    zoom /= 1.2;
    $('#spot').style.transform = `scale(${zoom})`;
  },
  'zoomed',
);
on(
  '#map',
  'pointerdown',
  (event) => {
    held = event;
  },
  'map held',
);
on(
  '#map',
  'pointermove',
  (event) => {
    if (!held) return;
    $('#spot').style.left = `${200 + event.clientX - held.clientX}px`;
    $('#spot').style.top = `${100 + event.clientY - held.clientY}px`;
  },
  'map moved',
);
addEventListener('pointerup', () => {
  held = undefined;
});

// Lists
on(
  '#sort',
  'click',
  () => {
    const list = $('#list');
    list.append(...[...list.children].reverse());
  },
  'sorted',
);
on(
  '#seen',
  'click',
  async () => {
    const answer = await log.fetch('/api/seen', { method: 'POST', because: '#seen' });
    $('#said').textContent = answer.ok ? 'All seen.' : 'Not possible now.';
    if (!answer.ok) log.complained('#said', 'Not possible now.');
  },
  'marked',
);

const log = window.corpusLog;
const arranged = window.arranged;
const $ = (selector) => document.querySelector(selector);
const on = (selector, type, handler, does) => {
  const element = $(selector);
  if (element) log.on(element, type, handler, does);
};
const say = (selector, text, wrong) => {
  $(selector).textContent = text;
  $(selector).classList.toggle('wrong', Boolean(wrong));
  if (wrong) log.complained(selector, text);
};

// Catalog
function sort(by) {
  // Sorting blocks the page when the shop is badly made that day.
  const until = performance.now() + (arranged.sort?.busy ?? 0);
  while (performance.now() < until);
  const goods = [...document.querySelectorAll('.good')];
  goods.sort((a, b) => Number(a.dataset[by]) - Number(b.dataset[by]));
  $('.goods').append(...goods);
}
on('#by-age', 'click', () => sort('age'), 'goods sorted');
on('#by-price', 'click', () => sort('price'), 'goods sorted');

// Product
on('#less', 'click', () => count(-1), 'count changed');
on('#more', 'click', () => count(1), 'count changed');
function count(by) {
  $('#count').textContent = Math.max(1, Number($('#count').textContent) + by);
}
let slide = 0;
const turn = (by) => {
  slide = (slide + by + 5) % 5;
  $('.slides div').style.transform = `translateX(${-420 * slide}px)`;
};
on('#next-slide', 'click', () => turn(1), 'slide turned');
on('#last-slide', 'click', () => turn(-1), 'slide turned');
on(
  '#wish',
  'click',
  () => {
    const on = $('#wish').getAttribute('aria-pressed') !== 'true';
    $('#wish').setAttribute('aria-pressed', on);
    $('#wish').textContent = on ? '♥ On your list' : '♡ Remember';
  },
  'remembered or forgotten',
);
if ($('#guide')) log.nothing('#guide');
on(
  '#add',
  'click',
  async () => {
    if (arranged.add?.busy) $('#added').textContent = 'One moment …';
    const answer = await log.fetch('/api/add', { method: 'POST', because: '#add' });
    if (answer.ok) say('#added', 'It is in your basket.');
    else say('#added', 'We could not put it into your basket.', true);
  },
  'asked to put it into the basket',
);

// Basket
on(
  '#coupon-form',
  'submit',
  async (event) => {
    event.preventDefault();
    const answer = await log.fetch('/api/coupon', {
      method: 'POST',
      body: $('#coupon').value,
      because: '#redeem',
      mattered: false,
    });
    if (answer.ok) {
      log.sent('#coupon-form', 'coupon taken');
      say('#coupon-said', 'Ten percent off.');
    } else {
      log.refused('#coupon-form', 'code unknown');
      say('#coupon-said', 'We do not know this code.', true);
    }
  },
  'coupon sent',
);

// Checkout
on(
  '#address-form',
  'submit',
  (event) => {
    event.preventDefault();
    const post = $('#postcode').value;
    if (!/^\d{5}$/.test(post)) {
      log.refused('#address-form', 'postcode');
      return say('#address-said', 'A postcode has five digits.', true);
    }
    log.sent('#address-form', 'address kept');
    location.href = '/pay';
  },
  'address checked',
);

// Payment
on(
  '#pay-form',
  'submit',
  async (event) => {
    event.preventDefault();
    if (arranged.pay?.throws) window.terminal.charge($('#card').value);
    const answer = await log.fetch('/api/pay', { method: 'POST', body: $('#card').value, because: '#pay' });
    if (answer.ok) {
      log.sent('#pay-form', 'paid');
      location.href = '/done';
      return;
    }
    log.refused('#pay-form', `answer ${answer.status}`);
    say(
      '#pay-said',
      answer.status === 402 ? 'Your bank refused this card.' : 'Something went wrong. Please try again later.',
      true,
    );
  },
  'payment asked for',
);

// Help
on(
  '#ask-form',
  'submit',
  async (event) => {
    event.preventDefault();
    await log.fetch('/api/ask', { method: 'POST', body: $('#question').value, because: '#ask' });
    log.sent('#ask-form', 'question sent');
    say('#asked', 'Thank you. We answer within a day.');
  },
  'question sent',
);

// Nobody waits for it.
if (arranged.count?.status) log.fetch('/api/count', { mattered: false }).catch(() => {});
if (arranged.tick)
  setInterval(() => {
    throw new RangeError('weather widget: no position');
  }, 2500);

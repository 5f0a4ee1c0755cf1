import { describe, expect, it } from 'vitest';
import {
  el,
  findingsOf,
  type Part,
  page,
  RecordingBuilder as Recording,
  type RecordingBuilder,
} from '../recording-builder.ts';

const field = (id: string, label: string) => el('label', {}, label, el('input', { id, name: id }));
const FIELDS = [field('name', 'Name'), field('street', 'Street'), field('card', 'Card number')];
const form = (attributes: Record<string, unknown> = {}) =>
  el(
    'form',
    { id: 'form', ...attributes },
    el('h2', {}, 'Checkout'),
    ...FIELDS,
    el('button', { id: 'send' }, 'Place order'),
  );
const REST: Part[] = [el('a', { id: 'help', href: '/help' }, 'Help'), el('p', { id: 'note' }, 'All prices in euro')];
const shop = (part: Part = form()) => page(el('main', { id: 'main' }, part), ...REST);
const filled = (recording: RecordingBuilder = shop()) => recording.type('#name', 4).type('#street', 6);
const leave = (recording: RecordingBuilder) =>
  recording.wait(800).click('#help').wait(200).open('https://shop.test/help').wait(3_000);
const submit = (recording: RecordingBuilder, prevented: boolean) =>
  recording.plugin('falter/submit@1', { kind: 'submit', id: recording.id('#form'), prevented });
const find = (recording: RecordingBuilder) => findingsOf('form-abandonment', recording);

/** Every false alarm that form-abandonment.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a form that is sent to another page': () =>
    submit(filled().click('#send'), false).wait(900).open('https://shop.test/thanks'),
  'a form that the page sends and replaces': () =>
    submit(filled().click('#send'), true).wait(900).remove('#form').wait(9_000),
  'a form that the page sends and then moves on': () =>
    submit(filled().click('#send'), true).wait(900).navigate('https://shop.test/thanks').remove('#form').wait(5_000),
  'a form that stays and thanks': () =>
    leave(submit(filled().click('#send'), true).wait(900).text('#note', 'Order no. 7').wait(9_000)),
  'a form without a submit event that is replaced after its button': () =>
    filled().click('#send').wait(1_500).remove('#form').wait(9_000),
  'Enter in a field, which the browser turns into a click': () =>
    filled().incremental(2, { type: 2, id: 0 }).wait(1).remove('#form').wait(9_000),
  'Enter that leads to another page': () => filled().wait(700).open('https://shop.test/thanks').wait(3_000),
  'a group of fields without a form that is replaced after its button': () =>
    filled(shop(el('div', { id: 'form' }, ...FIELDS, el('button', { id: 'send' }, 'Send'))))
      .click('#send')
      .wait(900)
      .text('#form', 'We call you'),
  'a last step that says that it was sent': () =>
    stepped('Continue', (recording) => recording.text('#note', 'Thank you for your order')),
  'a form that stays after it was sent': () => stepped('Place order', () => {}),
  'an error that is mended': () =>
    submit(
      submit(filled().click('#send'), true)
        .wait(300)
        .add('#form', el('p', { class: 'error' }, 'Card is required'))
        .wait(900)
        .type('#card', 9)
        .click('#send'),
      true,
    )
      .wait(500)
      .remove('#form')
      .wait(3_000),
  'leaving and coming back to send it': () =>
    submit(
      filled(leave(filled()).open('https://shop.test/checkout', el('main', {}, form()), ...REST)).click('#send'),
      false,
    )
      .wait(500)
      .open('https://shop.test/thanks'),
  'a search box': () =>
    leave(page(el('form', { role: 'search' }, field('q', 'Find'), el('button', {}, 'Go')), ...REST).type('#q', 5)),
  'a search with choices': () =>
    leave(
      page(
        el(
          'form',
          { id: 'form' },
          el('input', { id: 'q', type: 'search' }),
          el('select', { id: 's' }),
          el('button', {}, 'Go'),
        ),
        ...REST,
      ).type('#q', 5),
    ),
  'a filter without a button': () => leave(page(el('div', { class: 'filters' }, ...FIELDS), ...REST).type('#name', 3)),
  'a table of boxes': () =>
    leave(
      page(
        el(
          'div',
          { role: 'grid' },
          el('input', { id: 'a', type: 'checkbox' }),
          el('input', { type: 'checkbox' }),
          el('button', {}, 'Next'),
        ),
        ...REST,
      )
        .click('#a')
        .input('#a', { isChecked: true, userTriggered: true }),
    ),
  'a single box, as of a newsletter': () =>
    leave(page(el('form', {}, field('mail', 'Mail'), el('button', {}, 'Subscribe')), ...REST).type('#mail', 5)),
  'fields that were only touched': () => leave(shop().click('#name').wait(900).click('#street')),
  'fields that the browser filled': () =>
    leave(
      shop()
        .click('#name')
        .wait(900)
        .input('#name', { userTriggered: true })
        .input('#street', { userTriggered: true })
        .input('#card', { userTriggered: true }),
    ),
  'fields that a script filled': () =>
    leave(shop().input('#name', { userTriggered: false }).input('#street', { userTriggered: false })),
  'a form in steps on one page, sent at last': () =>
    filled()
      .click('#send')
      .wait(100)
      .remove('#card')
      .add('#form', el('div', { id: 'more' }, field('code', 'Code'), field('owner', 'Owner')))
      .wait(2_000)
      .type('#code', 3)
      .click('#send')
      .wait(200)
      .remove('#form'),
  'a form in steps on several pages': () => {
    const pay = el(
      'form',
      { id: 'pay' },
      field('iban', 'Account'),
      field('owner', 'Owner'),
      el('button', { id: 'buy' }, 'Pay'),
    );
    const first = new Recording().open('https://shop.test/checkout/address', form(), ...REST).wait(2_000);
    const recording = filled(first)
      .wait(900)
      .click('#help')
      .wait(200)
      .open('https://shop.test/checkout/payment', pay)
      .wait(2_000);
    return recording
      .type('#iban', 5)
      .type('#owner', 3)
      .click('#buy')
      .submit('#pay', 'submit', false)
      .wait(200)
      .open('https://shop.test/thanks');
  },
  'a server that sends the form back, and takes it at last': () => {
    const again = submit(filled().click('#send'), false).visibility('left').wait(300);
    again.open(
      'https://shop.test/checkout',
      el('p', { class: 'error' }, 'Card is required'),
      el('main', {}, form()),
      ...REST,
    );
    return submit(again.wait(2_000).type('#card', 9).click('#send'), false)
      .visibility('left')
      .wait(300)
      .open('https://shop.test/thanks');
  },
  'a form that is sent and begun once more': () =>
    leave(submit(filled().click('#send'), true).wait(200).text('#note', 'Saved').wait(2_000).type('#name', 2)),
  'a draft that is saved': () => leave(filled().wait(500).text('#note', 'Draft saved')),
  'a place where the site switched it off': () =>
    leave(filled(shop(form({ 'data-falter-ignore': 'form-abandonment' })))),
};

const WHY = 'fields of form "Checkout"';
/** A form in steps: the first of them is filled in, and the button goes on to the next. */
const stepped = (button: string, after: (recording: RecordingBuilder) => void) => {
  const one = el('div', { id: 'one' }, ...FIELDS);
  const two = el('div', { id: 'two', hidden: '' }, field('remark', 'Remark'));
  const recording = filled(
    shop(el('form', { id: 'form' }, one, two, el('button', { id: 'on', type: 'button' }, button))),
  );
  recording.click('#on').wait(60).attribute('#one', { hidden: '' }).attribute('#two', { hidden: null });
  after(recording.text('#note', 'Step 2').wait(900));
  return leave(recording);
};

const marks: Record<string, [() => RecordingBuilder, string]> = {
  'a form in steps that is left at the second, before anything is entered there': [
    () => stepped('Continue', () => {}),
    'Filled in 2 of 4 fields of form with button "Continue" in 1.2 seconds and left without sending it. The last one changed was field "Street".',
  ],
  'a form left by a link': [
    () => leave(filled()),
    `Filled in 2 of 3 ${WHY} within a second and left without sending it. The last one changed was field "Street".`,
  ],
  'a form in which the recording ends': [
    () => filled().wait(60_000).scroll(),
    `Filled in 2 of 3 ${WHY} within a second and left without sending it. The last one changed was field "Street".`,
  ],
  'a form whose tab is closed': [
    () => filled().wait(4_000).visibility('left'),
    `Filled in 2 of 3 ${WHY} within a second and left without sending it. The last one changed was field "Street".`,
  ],
  'a form left after an error': [
    () =>
      leave(
        submit(filled().click('#send'), true)
          .wait(300)
          .add('#form', el('p', { class: 'error' }, 'Card is required'))
          .wait(2_000),
      ),
    `Filled in 2 of 3 ${WHY} in 1.2 seconds, tried to send it once (it failed), then left. The last one changed was field "Street".`,
  ],
  'a form that the browser refused to send': [
    () => {
      const recording = filled().click('#send');
      return leave(
        recording
          .plugin('falter/submit@1', { kind: 'invalid', id: recording.id('#card'), prevented: false })
          .wait(2_000),
      );
    },
    `Filled in 2 of 3 ${WHY} in 1.2 seconds, tried to send it once (refused by the page's own check), then left. The last one changed was field "Street".`,
  ],
  'a form whose button does nothing': [
    () => leave(submit(filled().click('#send'), true).wait(12_000)),
    `Filled in 2 of 3 ${WHY} in 1.2 seconds, tried to send it once (it failed), then left. The last one changed was field "Street".`,
  ],
  'a dialog that is cancelled': [
    () =>
      filled(shop(el('div', { id: 'box', role: 'dialog' }, form(), el('button', { id: 'no' }, 'Cancel'))))
        .click('#no', (after) => after.remove('#box'))
        .wait(5_000)
        .scroll(),
    `Filled in 2 of 3 ${WHY} within a second and left without sending it. The last one changed was field "Street".`,
  ],
  'a group of fields without a form': [
    () => leave(filled(shop(el('div', {}, el('h2', {}, 'Checkout'), ...FIELDS, el('button', {}, 'Send'))))),
    `Filled in 2 of 3 ${WHY} within a second and left without sending it. The last one changed was field "Street".`,
  ],
  'a form that was begun again and left again, as one': [
    () =>
      leave(
        filled(leave(filled()).open('https://shop.test/checkout', el('main', {}, form()), ...REST)).type('#name', 2),
      ),
    `Filled in 2 of 3 ${WHY} in 1.4 seconds and left without sending it. The last one changed was field "Name".`,
  ],
};

/** Each field has the focus in turn and gets its text in one go, as a program or a password manager's shortcut does it. */
const quickly = (recording: RecordingBuilder) => {
  for (const name of ['#name', '#street']) {
    recording.focus(recording.id(name)).wait(10).input(name, { userTriggered: true }).wait(10);
  }
  return recording.wait(100).visibility('left').wait(100).open('https://shop.test/help').wait(3_000);
};

it('a page that goes away right after a change was sent by Enter, unless the recorder would have told', () => {
  expect(find(quickly(shop()))).toEqual([]);
  const snippet = shop().plugin('falter/page@1', { url: 'https://shop.test/checkout' });
  expect(find(quickly(snippet))).toHaveLength(1);
  const sent = submit(snippet.open('https://shop.test/checkout', form()).type('#name', 2), false).wait(100);
  expect(find(sent.visibility('left').wait(100).open('https://shop.test/thanks').wait(3_000))).toEqual([]);
});

describe('form-abandonment stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

describe('form-abandonment marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) {
    it(name, () => expect(find(recording()).map((finding) => finding.why)).toEqual([why]));
  }

  it('what the browser filled in apart from what the visitor did, and the field before which it ended', () => {
    const recording = shop().click('#name').wait(900);
    for (const name of ['#name', '#street']) recording.input(name, { userTriggered: true });
    recording.wait(2_000).type('#street', 3);
    expect(find(leave(recording.click('#card').wait(4_000))).map(({ why }) => why)).toEqual([
      'Filled in 1 of 3 fields of form "Checkout" (the browser 1 more) within a second and left without sending it. The last one changed was field "Street", and field "Card number" was left empty.',
    ]);
  });

  it('a later step of a form, not the one before it', () => {
    const recording = filled()
      .click('#send')
      .wait(100)
      .add('#form', el('div', {}, field('code', 'Code')))
      .wait(2_000);
    expect(find(leave(recording.type('#code', 3)))).toMatchObject([
      { why: expect.stringContaining('Filled in 1 of 3 fields of form "Checkout" within a second and left') },
    ]);
  });

  it('a form that a server sent back, with what it was refused for', () => {
    const recording = submit(filled().click('#send'), false).visibility('left').wait(300);
    recording.open(
      'https://shop.test/checkout',
      el('p', { class: 'error' }, 'Card is required'),
      el('main', {}, form()),
      ...REST,
    );
    expect(find(leave(recording.wait(2_000))).map(({ why }) => why)).toEqual([
      `Filled in 2 of 3 ${WHY} in 1.2 seconds, tried to send it once (it failed), then left. The last one changed was field "Street".`,
    ]);
  });

  it('provisionally while the visitor is elsewhere, not on what may be the next step of it', () => {
    const live = (url: string) => {
      const first = new Recording().open('https://shop.test/checkout/address', form(), ...REST).wait(2_000);
      const recording = filled(first)
        .wait(900)
        .click('#help')
        .wait(200)
        .open(url, el('p', {}, 'Hello'))
        .wait(2_000)
        .scroll();
      return findingsOf('form-abandonment', recording, { closed: false });
    };
    expect(live('https://shop.test/checkout/payment')).toEqual([]);
    expect(live('https://shop.test/help/address')).toMatchObject([{ provisional: true }]);
  });

  it('provisionally while the visitor is elsewhere, not while on the page of the form', () => {
    const away = leave(filled());
    const open = (recording: RecordingBuilder) => findingsOf('form-abandonment', recording, { closed: false });
    expect(open(away)).toMatchObject([{ provisional: true }]);
    away.open('https://shop.test/checkout', el('main', {}, form()), ...REST).wait(2_000);
    expect(open(away)).toEqual([]);
    expect(open(filled().wait(60_000).scroll())).toEqual([]);
    expect(find(away)).toMatchObject([{ provisional: false }]);
  });

  it('provisionally as soon as the tab is closed, and no more when the page comes back', () => {
    const live = (recording: RecordingBuilder) => findingsOf('form-abandonment', recording, { closed: false });
    const recording = filled().wait(4_000).visibility('left');
    expect(live(recording)).toMatchObject([{ provisional: true }]);
    expect(live(recording.wait(2_000).visibility('visible').scroll())).toEqual([]);
  });

  it('with the same id before and after the end', () => {
    const [before] = findingsOf('form-abandonment', leave(filled()), { closed: false });
    const [after] = findingsOf('form-abandonment', leave(filled()).wait(9_000).scroll());
    expect(after?.id).toBe(before?.id);
  });

  it('lists each time that it was sent in vain', () => {
    const recording = filled();
    for (let i = 0; i < 2; i++)
      submit(recording.click('#send'), true)
        .wait(300)
        .text('#note', `Card is required ${i}`)
        .attribute('#card', { 'aria-invalid': i === 0 ? 'true' : null })
        .attribute('#card', { 'aria-invalid': 'true' })
        .wait(3_000);
    const [finding] = find(leave(recording));
    expect(finding?.evidence.map(({ text }) => text)).toEqual([
      'began to fill in form "Checkout"',
      'last changed field "Street"; 0 corrections',
      'tried to send form "Checkout": it failed',
      'tried to send form "Checkout": it failed',
    ]);
    expect(finding?.why).toContain(', tried to send it twice (both failed), then left.');
  });

  it('tells what the browser refused from what failed', () => {
    const recording = filled();
    const refuse = () =>
      recording
        .click('#send')
        .plugin('falter/submit@1', { kind: 'invalid', id: recording.id('#card'), prevented: false })
        .wait(2_000);
    refuse();
    refuse();
    submit(recording.click('#send'), true).wait(12_000);
    const [finding] = find(leave(recording));
    expect(finding?.why).toContain("(2 refused by the page's own check, 1 failed), then left.");
    expect(finding?.evidence.map(({ text }) => text)).toContain(
      'tried to send form "Checkout": refused by the page\'s own check',
    );
  });

  it('counts and shows only what was done in the form, not a click beside it', () => {
    const twice = () => {
      const recording = filled(shop(el('div', {}, form(), el('button', { id: 'other' }, 'Apply voucher'))));
      for (let i = 0; i < 2; i++)
        submit(recording.wait(1_000).click('#send'), true)
          .wait(200)
          .add('#form', el('p', { class: 'error' }, `Card is wrong ${i}`));
      return recording.wait(11_000);
    };
    const [without] = find(leave(twice()));
    const [beside] = find(leave(twice().click('#other').wait(4_000)));
    expect(beside).toMatchObject({ why: without?.why, until: without?.until, evidence: without?.evidence });
    const [, changed, tried] = beside!.evidence;
    expect(changed!.text).toBe('last changed field "Street"; 0 corrections');
    expect(tried!.at - changed!.at).toBeGreaterThanOrEqual(1_000);
    expect(beside!.until).toBe(beside!.evidence.at(-1)!.at);
  });

  it('counts corrections and names where it happened', () => {
    const [finding] = find(leave(filled().type('#name', 2)));
    expect(finding).toMatchObject({ page: 'https://shop.test/checkout', target: { tag: 'form', selector: '#form' } });
    expect(finding?.evidence.at(-1)?.text).toBe('last changed field "Name"; 1 correction');
  });
});

it('a recording that knows nothing of focus still has inputs', () => {
  const recording = new Recording().open('https://shop.test/checkout', form());
  for (const name of ['#name', '#street', '#name']) recording.wait(2_000).input(name);
  expect(find(recording.wait(9_000))).toHaveLength(1);
});

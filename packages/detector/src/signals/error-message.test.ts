import { describe, expect, it } from 'vitest';
import { el, findingsOf, type Part, page, type RecordingBuilder } from '../recording-builder.ts';

const FIELD = (id: string, label: string, ...parts: Part[]) =>
  el('div', { id: `${id}-box`, class: 'field' }, el('label', {}, label, el('input', { id, name: id })), ...parts);
const FORM = (...parts: Part[]) =>
  el(
    'form',
    { id: 'form', 'aria-label': 'Checkout' },
    FIELD('mail', 'E-mail'),
    FIELD('card', 'Card'),
    ...parts,
    el('button', { id: 'pay' }, 'Pay now'),
  );
const shop = (...parts: Part[]) => page(FORM(), el('div', { id: 'toasts' }), el('p', { id: 'note' }, 'Tea'), ...parts);
const find = (recording: RecordingBuilder) => findingsOf('error-message', recording.wait(9_000).scroll());
const whys = (recording: RecordingBuilder) => find(recording).map(({ why }) => why);
const clicked = (answer: (page: RecordingBuilder) => void, recording = shop()) =>
  recording.click('#pay', (after) => answer(after.wait(40)));
const toast = (attributes: Record<string, unknown>, ...text: Part[]) =>
  clicked((after) => after.add('#toasts', el('div', attributes, ...text)));
const FAILED = 'Something went wrong, please try again';
const status = (text: string) => toast({ role: 'status' }, text);
const problem = (text: string) => el('p', { class: 'problem', role: 'alert' }, text);

/** Every false alarm that error-message.md says it avoids. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a page that shows it always': () =>
    page(FORM(problem('Card is required')))
      .click('#pay')
      .wait(3_000),
  'a part that is drawn anew with what it showed before': () => {
    const recording = page(el('div', { id: 'part' }, el('div', { id: 'old' }, problem('Delivery is late'))));
    const removes = [{ parentId: recording.id('#part'), id: recording.id('#old') }];
    return recording
      .click('#part')
      .wait(50)
      .mutate({
        removes,
        adds: [
          {
            parentId: recording.id('#part'),
            nextId: null,
            node: { type: 2, id: 900, tagName: 'div', attributes: { role: 'alert' }, childNodes: [] },
          },
          { parentId: 900, nextId: null, node: { type: 3, id: 901, textContent: 'Delivery is late' } },
        ],
      });
  },
  'another page of the application that has one': () =>
    clicked((after) => after.navigate('https://shop.test/help').wait(20).add('', problem('Error codes explained'))),
  'a message that says it worked': () => toast({ role: 'alert' }, 'Added to your cart'),
  'a message of success by its class': () => toast({ role: 'alert', class: 'alert alert-success' }, 'Tea, two tins'),
  'a message of success by the class around it': () =>
    clicked((after) =>
      after.add('#toasts', el('div', { class: 'toast toast--success' }, el('div', { role: 'alert' }, 'Tea'))),
    ),
  'news by its class': () => toast({ role: 'alert', class: 'alert-info' }, 'We ship on Mondays'),
  'a warning that only informs': () => toast({ role: 'alert', class: 'alert alert-warning' }, 'Two tins left'),
  'a status': () => toast({ role: 'status' }, 'Nothing found'),
  'a status that says it worked': () => status('Saved'),
  'a status that counts what was found': () => status('3 results'),
  'a search that found nothing': () => status('We could not find any teas. Try again with another word.'),
  'a button beside what worked': () =>
    toast({ role: 'status' }, el('p', {}, 'Your tea was sent'), el('button', {}, 'Try again')),
  'good news by its class, in words of failure': () =>
    toast({ role: 'status', class: 'toast toast--success' }, 'What could not wait: your tea'),
  'an offer in a live region': () => status('Try our new teas'),
  'a status that tells of progress': () =>
    clicked(
      (after) =>
        after
          .text('#live', 'Sending …')
          .wait(300)
          .text('#live', 'Retrying, 2 of 3')
          .wait(300)
          .text('#live', 'Uploading 40 %'),
      shop(el('div', { id: 'live', 'aria-live': 'polite' })),
    ),
  'a cart that changes': () => status('Darjeeling was added to your cart: 2 items, 12.00 €'),
  'a status that counts what failed, or that nothing did': () => status('12 passed, 3 failed, no errors occurred'),
  'a status that fails by itself': () =>
    shop()
      .wait(9_000)
      .add('#toasts', el('p', { role: 'status' }, FAILED)),
  'a status of failure that stood there': () =>
    shop(el('p', { role: 'status' }, FAILED))
      .click('#pay')
      .wait(3_000),
  'a status of failure for the ear only': () => toast({ role: 'status', class: 'sr-only' }, FAILED),
  'a conversation in a live region': () =>
    clicked(
      (after) => after.add('#chat', el('p', {}, 'My payment failed, try again?')),
      shop(el('div', { id: 'chat', role: 'log', 'aria-live': 'polite' })),
    ),
  'a failure of long ago beside a new status': () =>
    shop(el('div', { id: 'live', 'aria-live': 'polite' }, el('p', {}, FAILED))).click('#pay', (after) =>
      after.wait(40).add('#live', el('p', {}, 'Saved')),
    ),
  'words of failure among more words': () =>
    clicked((after) =>
      after.add('#toasts', el('p', {}, `${FAILED}. ${'This is what the page of help says. '.repeat(6)}`)),
    ),
  'words of failure in a log': () =>
    clicked((after) => after.add('#lines', el('p', {}, FAILED)), shop(el('div', { id: 'lines', class: 'console' }))),
  'words of failure in one of many things that came': () =>
    clicked((after) => {
      const item = (id: number, text: string) => [
        {
          parentId: after.id('#toasts'),
          nextId: null,
          node: { type: 2, id, tagName: 'p', attributes: {}, childNodes: [] },
        },
        { parentId: id, nextId: null, node: { type: 3, id: id + 1, textContent: text } },
      ];
      after.mutate({
        adds: [...item(910, 'Backup'), ...item(920, 'Mail could not be sent.'), ...item(930, 'Pictures')],
      });
    }),
  'the next step of a form, which asks for more': () =>
    clicked((after) => after.add('#form', el('div', {}, el('h3', {}, 'Choose a day')))),
  'what nobody needs or pays': () =>
    clicked((after) => after.text('#note', 'No documents needed.').wait(900).text('#note', 'It costs nothing.')),
  'trouble that a link leads to': () =>
    shop(el('a', { id: 'more', href: '/more' }, 'More'))
      .click('#more')
      .wait(40)
      .text('#note', 'The line was busy.'),
  'a search that has no such thing': () =>
    shop(el('button', { id: 'seek' }, 'Search'))
      .click('#seek')
      .wait(40)
      .text('#note', 'We have no such tea.'),
  'a question whether to go on': () =>
    clicked((after) => after.add('#toasts', el('p', {}, 'This cannot be undone. Delete?'))),
  'words of failure in an accordion that is opened': () =>
    page(
      el('button', { id: 'more', 'aria-expanded': 'false' }, 'Questions'),
      el('p', { id: 'answer', hidden: '' }, 'Your payment was declined? Please try again.'),
    ).click('#more', (after) => after.wait(40).attribute('#answer', { hidden: null })),
  'words that ask for something beside a field, when it is entered': () =>
    shop(el('p', { id: 'hint' })).click('#mail', (after) =>
      after.wait(40).add('#mail-box', el('p', {}, 'Enter a mail')),
    ),
  'an alert without words': () => toast({ role: 'alert', class: 'error' }),
  'what is said to a guest after a 401': () =>
    clicked((after) =>
      after.request({ status: 401, url: 'https://shop.example/api/account' }, 200, (later) =>
        later.wait(10).add('#toasts', el('p', {}, 'You are shopping as a guest.')),
      ),
    ),
  'what is said of a picture that need not be there': () =>
    clicked((after) =>
      after.request({ status: 404, url: 'https://shop.example/art/seal.svg' }, 200, (later) =>
        later.wait(10).add('#toasts', el('p', {}, 'No seal today; the beach is shown without one.')),
      ),
    ),
  'an alert for the ear only': () => toast({ role: 'alert', class: 'sr-only' }, 'Card is required'),
  'a hidden alert': () => toast({ role: 'alert', hidden: '' }, 'Card is required'),
  'an alert that is not displayed': () => toast({ role: 'alert', style: 'display: none' }, 'Card is required'),
  'an alert that comes by itself': () => shop().wait(9_000).add('#toasts', problem('Connection failed')),
  'a region that ticks': () =>
    shop(el('div', { id: 'live', role: 'alert' }, 'Server error'))
      .every(3_000, (later) => later.text('#live', `Server error ${later.at}`))
      .wait(20_500)
      .click('#pay'),
  'an error long after the click': () =>
    shop().click('#pay').wait(8_000).add('#toasts', problem('Signed out: an error')),
  'a field that is called wrong before anybody touched it': () =>
    clicked((after) => after.attribute('#mail', { class: 'ng-invalid ng-pristine' })),
  'a field that is right again': () => clicked((after) => after.attribute('#mail', { 'aria-invalid': 'false' })),
  'a star behind a label': () => clicked((after) => after.add('#mail-box', el('span', { class: 'text-danger' }, '*'))),
  'a red button that appears': () =>
    clicked((after) => after.add('#toasts', el('button', { class: 'btn btn-danger' }, 'Delete'))),
  'a form of Bootstrap that was filled in': () =>
    clicked(
      (after) => after.attribute('#form', { class: 'needs-validation was-validated' }),
      page(
        el(
          'form',
          { id: 'form', class: 'needs-validation' },
          el('div', {}, el('input', { id: 'b', required: '' }), el('div', { class: 'invalid-feedback' }, 'Street!')),
          el('button', { id: 'pay' }, 'Pay now'),
        ),
      ).type('#b', 3),
    ),
  'an alert that stood there and only moves': () =>
    clicked(
      (after) => after.attribute('#alert', { style: 'transform: none' }).attribute('#alert', { style: { top: '1px' } }),
      shop(el('div', { id: 'alert', role: 'alert' }, 'Please try again.')),
    ),
  'a hint beside a field': () => clicked((after) => after.add('#mail-box', el('p', {}, 'We write once a month.'))),
  'a text about errors that is no message': () =>
    clicked((after) => after.add('', el('article', {}, 'How to read an error: it is required reading. '.repeat(20)))),
  'a place where the site switched it off': () =>
    clicked(
      (after) => after.add('#toasts', problem('Card is required')),
      page(FORM(), el('div', { id: 'toasts', 'data-falter-ignore': 'error-message' })),
    ),
};

const AFTER = 'After a click on button "Pay now" the page showed';
const CLICK = 'After a click on button "Pay now"';
const marks: Record<string, [() => RecordingBuilder, string[]]> = {
  'plain words of trouble beside a form': [
    () => clicked((after) => after.text('#note', 'This slot has just been taken by someone else.')),
    [`${AFTER} "This slot has just been taken by someone else."`],
  ],
  'what a form asks for, without a name': [
    () => clicked((after) => after.text('#note', 'Who shall come then?')),
    [`${AFTER} "Who shall come then?"`],
  ],
  'plain words of trouble after Enter': [
    () => {
      const recording = shop().write('#mail', 'ada').submit('#form').wait(60);
      return recording.text('#note', 'The registry is down at the moment.');
    },
    ['After Enter in form "Checkout" the page showed "The registry is down at the moment."'],
  ],
  'an alert that is inserted': [
    () => toast({ role: 'alert', class: 'error' }, 'Card was declined'),
    [`${AFTER} "Card was declined".`],
  ],
  'an alert that is filled': [
    () =>
      clicked((after) => after.text('#alert', 'Please try again.'), shop(el('div', { id: 'alert', role: 'alert' }))),
    [`${AFTER} "Please try again."`],
  ],
  'an alert that is shown': [
    () =>
      clicked(
        (after) => after.attribute('#alert', { hidden: null }),
        shop(el('div', { id: 'alert', role: 'alert', hidden: '' }, 'Please try again.')),
      ),
    [`${AFTER} "Please try again."`],
  ],
  'an alert that is displayed': [
    () =>
      clicked(
        (after) => after.attribute('#alert', { style: { display: 'block' } }),
        shop(el('div', { id: 'alert', role: 'alert', style: 'display: none' }, 'Please try again.')),
      ),
    [`${AFTER} "Please try again."`],
  ],
  'an alert that says nothing that is known, less surely': [
    () => toast({ role: 'alert' }, '七号茶'),
    [`${AFTER} "七号茶".`],
  ],
  'words of failure in a part without a name': [
    () => clicked((after) => after.add('#toasts', el('p', {}, FAILED))),
    [`${AFTER} "${FAILED}".`],
  ],
  'words of refusal that stood there unseen': [
    () =>
      clicked(
        (after) => after.attribute('#banner', { hidden: null }),
        shop(el('div', { id: 'banner', hidden: '' }, 'This name is already taken.')),
      ),
    [`${AFTER} "This name is already taken."`],
  ],
  'a dialog of the browser that opens': [
    () =>
      clicked(
        (after) => after.attribute('#dialog', { open: '' }),
        shop(el('dialog', { id: 'dialog' }, el('p', {}, 'This room is no longer available.'), el('button', {}, 'OK'))),
      ),
    [`${AFTER} "This room is no longer available."`],
  ],
  'the button itself that says so': [
    () => shop().click('#pay').wait(40).text('#pay', 'Failed, try again'),
    ['After a click on button "Failed, try again" the page showed "Failed, try again".'],
  ],
  'words that ask for what is missing': [
    () => clicked((after) => after.add('#card-box', el('p', {}, 'Enter your card number.'))),
    [`${AFTER} "Enter your card number."`],
  ],
  'a field that turns invalid': [
    () => clicked((after) => after.attribute('#mail', { 'aria-invalid': 'true' })),
    [`${CLICK} the page called field "E-mail" wrong.`],
  ],
  'a field that turns invalid and says why': [
    () =>
      clicked((after) =>
        after.add('#mail-box', problem('E-mail is required')).attribute('#mail', { 'aria-invalid': 'true' }),
      ),
    [`${AFTER} "E-mail is required".`],
  ],
  'what a form refuses twice, whose field got the focus for it, as one': [
    () => {
      const recording = shop();
      for (let i = 0; i < 2; i++)
        recording
          .click('#pay', (after) => after.wait(40).add('#card-box', problem('Card is wrong')).focus(after.id('#card')))
          .wait(3_000);
      return recording;
    },
    [`${AFTER} "Card is wrong"; twice.`],
  ],
  'what the browser refuses': [
    () => clicked((after) => after.submit('#mail', 'invalid')),
    [`${CLICK} the browser refused field "E-mail".`],
  ],
  'an error beside a field by its class': [
    () =>
      clicked((after) =>
        after.add('#mail-box', el('span', { class: 'MuiFormHelperText-root Mui-error' }, 'Hm, really?')),
      ),
    [`${AFTER} "Hm, really?"`],
  ],
  'an error beside a field by its words': [
    () => clicked((after) => after.add('#mail-box', el('small', {}, 'Please enter an e-mail address'))),
    [`${AFTER} "Please enter an e-mail address".`],
  ],
  'a field that is called invalid, with its words': [
    () =>
      clicked(
        (after) => after.attribute('#x', { class: 'form-control is-invalid' }),
        page(
          el(
            'form',
            { id: 'form' },
            el(
              'div',
              {},
              el('input', { id: 'x', class: 'form-control' }),
              el('div', { class: 'invalid-feedback' }, 'Not a name'),
            ),
            el('button', { id: 'pay' }, 'Pay now'),
          ),
        ),
      ),
    [`${AFTER} "Not a name".`],
  ],
  'a form that complains of two fields, as one': [
    () =>
      clicked((after) =>
        after
          .add('#mail-box', problem('E-mail is required'))
          .attribute('#mail', { 'aria-invalid': 'true' })
          .add('#card-box', problem('Card is required'))
          .attribute('#card', { 'aria-invalid': 'true' }),
      ),
    [`${AFTER} "E-mail is required", and 1 more error.`],
  ],
  'a form that complains again and again, as one': [
    () => {
      const recording = shop();
      for (let i = 0; i < 3; i++)
        recording
          .click('#pay', (after) => after.wait(40).text('#note', ''))
          .add('#card-box', problem('Card is wrong'))
          .wait(3_000);
      return recording;
    },
    [`${AFTER} "Card is wrong"; 3 times.`],
  ],
  'an error that a slow request brings': [
    () =>
      shop()
        .click('#pay', (after) =>
          after.request({ status: 502 }, 9_000, (later) => later.wait(10).add('#toasts', problem('Card was declined'))),
        )
        .wait(10_000),
    [`${AFTER} "Card was declined".`],
  ],
  'an error while a field is filled in': [
    () => shop().type('#mail', 3).add('#mail-box', problem('Not an e-mail address')),
    ['After filling in field "E-mail" the page showed "Not an e-mail address".'],
  ],
  'an error when a field is left': [
    () =>
      shop()
        .type('#mail', 3)
        .wait(2_500)
        .click('#card', undefined, (down) => down.add('#mail-box', problem('Not an e-mail address'))),
    ['After filling in field "E-mail" the page showed "Not an e-mail address".'],
  ],
  'a form of Bootstrap that shows what is missing': [
    () =>
      clicked(
        (after) => after.attribute('#form', { class: 'needs-validation was-validated' }),
        page(
          el(
            'form',
            { id: 'form', class: 'needs-validation' },
            el(
              'div',
              {},
              el('input', { id: 'a', required: '', value: '***' }),
              el('div', { class: 'invalid-feedback' }, 'Name!'),
            ),
            el('div', {}, el('input', { id: 'b', required: '' }), el('div', { class: 'invalid-feedback' }, 'Street!')),
            el('button', { id: 'pay' }, 'Pay now'),
          ),
        ),
      ),
    [`${AFTER} "Street!"`],
  ],
  'a failure in a status that is inserted': [() => status(FAILED), [`${AFTER} "${FAILED}".`]],
  'a failure in a status that is filled': [
    () => clicked((after) => after.text('#live', FAILED), shop(el('p', { id: 'live', role: 'status' }))),
    [`${AFTER} "${FAILED}".`],
  ],
  'a failure in a status inside of something that is inserted': [
    () => toast({ class: 'bar' }, el('output', {}, 'Die Bestellung konnte nicht gesendet werden.')),
    [`${AFTER} "Die Bestellung konnte nicht gesendet werden."`],
  ],
  'a failure in a live region that is shown': [
    () =>
      clicked(
        (after) => after.attribute('#live', { hidden: null }),
        shop(el('div', { id: 'live', 'aria-live': 'assertive', hidden: '' }, 'Your order was not placed.')),
      ),
    [`${AFTER} "Your order was not placed."`],
  ],
  'a toast of failure in a region of toasts': [
    () =>
      clicked(
        (after) => after.add('#live', el('div', {}, el('p', {}, 'Payment failed'), el('button', {}, 'Close'))),
        shop(el('div', { id: 'live', 'aria-live': 'polite' })),
      ),
    [`${AFTER} "Payment failed".`],
  ],
  'what is masked, as it is masked': [
    () => toast({ role: 'alert', class: 'error' }, '**** *** ******'),
    [`${AFTER} "**** *** ******".`],
  ],
};

describe('error-message stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) it(name, () => expect(whys(recording())).toEqual([]));
});

describe('error-message marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) it(name, () => expect(whys(recording())).toEqual(why));

  it('the field it is about, and lists what was said', () => {
    const [finding] = find(
      clicked((after) =>
        after.add('#mail-box', problem('E-mail is required')).add('#card-box', problem('Card is required')),
      ),
    );
    expect(finding).toMatchObject({ target: { selector: '#mail' }, confidence: 0.95 });
    expect(finding!.evidence.map(({ kind, text }) => `${kind}: ${text}`)).toEqual([
      'message: the page showed "E-mail is required"',
      'message: the page showed "Card is required"',
    ]);
  });

  it('a failure in a status more surely when a request of the click failed', () => {
    const failed = (status: number) =>
      shop()
        .click('#pay', (after) =>
          after.request({ status }, 900, (later) => later.wait(20).add('#toasts', el('p', { role: 'status' }, FAILED))),
        )
        .wait(2_000);
    expect(find(failed(500))).toMatchObject([{ confidence: 0.95 }]);
    expect(find(failed(200))).toMatchObject([{ confidence: 0.6 }]);
    expect(find(status(FAILED))).toMatchObject([{ confidence: 0.6 }]);
  });

  it('less surely what only its role calls an error', () => {
    expect(find(toast({ role: 'alert' }, '七号茶'))[0]!.confidence).toBeLessThan(0.7);
  });
});

import { describe, expect, it } from 'vitest';
import { el, findingsOf, type Part, page, type RecordingBuilder } from '../recording-builder.ts';

const field = (id: string, attributes: Record<string, unknown> = {}) =>
  el('label', {}, id, el('input', { id, name: id, ...attributes }));
const form = (...more: Part[]) =>
  el(
    'form',
    { id: 'form' },
    el('h2', {}, 'Sign up'),
    field('name'),
    field('mail'),
    ...more,
    el('button', { id: 'send' }, 'Send'),
  );
const shop = (part: Part = form()) => page(el('main', {}, part), el('p', { id: 'rest' }, 'All prices in euro'));
const find = (recording: RecordingBuilder) => findingsOf('validation-loop', recording.wait(9_000).scroll());
const send = (recording: RecordingBuilder) => recording.click('#send').submit('#form');
const fails = (recording: RecordingBuilder, text: string) =>
  send(recording)
    .wait(300)
    .add('#form', el('p', { class: 'error' }, text))
    .wait(2_000);
const refused = (recording: RecordingBuilder) => recording.click('#send').submit('#mail', 'invalid').wait(2_000);
const WRONG = 'Mail is not valid';
/** A server sends the form back, with an error or without. */
const served = (recording: RecordingBuilder, ...above: Part[]) =>
  recording
    .click('#send')
    .submit('#form', 'submit', false)
    .visibility('left')
    .wait(400)
    .open('https://shop.test/sign-up', ...above, form())
    .wait(2_000);

/** Every false alarm that validation-loop.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'one error that is mended': () =>
    send(fails(shop().type('#name', 4), WRONG).type('#mail', 6))
      .wait(300)
      .remove('#form'),
  'a form sent twice with success': () => {
    const recording = shop().type('#name', 4);
    for (let i = 0; i < 2; i++) send(recording).wait(200).text('#rest', `Saved ${i}`).wait(2_000);
    return recording;
  },
  'an error, a success and an error': () =>
    fails(
      send(fails(shop().type('#name', 4), WRONG).type('#mail', 6))
        .wait(300)
        .text('#rest', 'Saved')
        .wait(2_000)
        .type('#mail', 2),
      `${WRONG} 2`,
    ),
  'a button that does nothing': () => {
    const recording = shop().type('#name', 4);
    for (let i = 0; i < 3; i++) send(recording).wait(12_000);
    return recording;
  },
  'a double click on the button': () => {
    const recording = shop().type('#name', 4);
    send(recording).wait(600);
    return send(recording)
      .wait(100)
      .add('#form', el('p', { class: 'error' }, WRONG))
      .wait(2_000);
  },
  'errors while fields are left': () => {
    const recording = shop();
    for (let i = 0; i < 3; i++)
      recording
        .type('#mail', 4)
        .click('#name')
        .attribute('#mail', { 'aria-invalid': 'true' })
        .wait(900)
        .attribute('#mail', { 'aria-invalid': null });
    return recording;
  },
  'a field that is checked while it is typed and turns green': () => {
    const recording = shop().type('#mail', 3).attribute('#mail', { 'aria-invalid': 'true' }).type('#mail', 5);
    return send(recording.attribute('#mail', { 'aria-invalid': null }))
      .wait(300)
      .remove('#form')
      .wait(2_000);
  },
  'two forms with an error each': () => {
    const other = el('form', { id: 'other' }, field('street'), field('city'), el('button', { id: 'go' }, 'Save'));
    const recording = fails(page(form(), other).type('#name', 4), WRONG)
      .type('#street', 4)
      .click('#go')
      .submit('#other');
    return recording.wait(300).add('#other', el('p', { class: 'error' }, 'City is required'));
  },
  'a server that shows the form again, empty and without an error': () => {
    const recording = shop().type('#name', 4);
    for (let i = 0; i < 3; i++) served(recording.type('#mail', 4));
    return recording;
  },
  'words of an error that always stand there': () => {
    const note = () => el('p', { class: 'error' }, 'All fields are required');
    const recording = page(note(), form());
    for (let i = 0; i < 3; i++) served(recording.type('#mail', 4), note());
    return recording;
  },
  'a place where the site switched it off': () =>
    fails(
      fails(shop(el('div', { 'data-falter-ignore': 'validation-loop' }, form())).type('#name', 4), WRONG),
      `${WRONG} 2`,
    ),
};

describe('validation-loop stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

const NAME = 'Tried to send form "Sign up"';
const marks: Record<string, [() => RecordingBuilder, string]> = {
  'a form that the page calls wrong twice': [
    () => fails(fails(shop().type('#name', 4), WRONG).type('#mail', 4), `${WRONG} still`),
    `${NAME} twice in a row in 2.9 seconds, and each time an error came.`,
  ],
  'a form that the browser refuses twice, sent unchanged': [
    () => refused(refused(shop().type('#name', 4))),
    `${NAME} twice in a row in 2.1 seconds, and each time it was refused by the page's own check. Nothing had been changed in between once.`,
  ],
  'an empty form': [
    () => refused(refused(shop())),
    `${NAME} twice in a row in 2.1 seconds, and each time it was refused by the page's own check. Nothing had been changed in between once.`,
  ],
  'an error that just stays': [
    () => send(fails(shop().type('#name', 4), WRONG).type('#mail', 4)).wait(12_000),
    `${NAME} twice in a row in 2.9 seconds, and each time the page showed "${WRONG}".`,
  ],
  'a page that says nothing of sending, and an error that just stays': [
    () =>
      shop()
        .type('#name', 4)
        .click('#send')
        .wait(300)
        .add('#form', el('p', { class: 'error' }, WRONG))
        .wait(2_000)
        .type('#mail', 4)
        .click('#send')
        .wait(12_000),
    `${NAME} twice in a row in 2.9 seconds, and each time the page showed "${WRONG}".`,
  ],
  'a server that sends the form back with an error': [
    () => {
      const recording = shop().type('#name', 4);
      served(recording.type('#mail', 4), el('p', { class: 'error' }, WRONG));
      return served(recording.type('#mail', 4), el('p', { class: 'error' }, WRONG)).type('#mail', 2);
    },
    `${NAME} twice in a row in 3 seconds, and each time the page showed "${WRONG}".`,
  ],
  'a single box': [
    () => {
      const recording = page(
        el('div', {}, field('code'), el('button', { id: 'send' }, 'Apply'), el('p', { id: 'note' })),
      );
      for (let i = 0; i < 3; i++)
        recording
          .type('#code', 4)
          .click('#send')
          .wait(300)
          .text('#note', `Voucher ${i} is not valid`)
          .attribute('#note', { class: i % 2 ? 'err' : 'error' })
          .wait(2_000);
      return recording;
    },
    'Tried to send form with button "Apply" 3 times in a row in 5.9 seconds, and each time an error came.',
  ],
};

describe('validation-loop marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) {
    it(name, () => expect(find(recording()).map((finding) => finding.why)).toEqual([why]));
  }

  it('the same form in two tabs and after coming back as one row, up to its success', () => {
    const recording = fails(shop().type('#name', 4), WRONG)
      .wait(3_000)
      .open('https://shop.test/checkout', el('main', {}, form()))
      .wait(2_000);
    const [finding] = find(
      send(fails(recording.type('#name', 4), WRONG))
        .wait(300)
        .remove('#form'),
    );
    expect(finding?.evidence.map(({ text }) => text)).toEqual(
      Array.from({ length: 2 }, () => `tried to send form "Sign up": the page showed "${WRONG}"`),
    );
    expect(finding?.confidence).toBe(0.95);
  });

  it('nothing that is not known yet: an answer may still come', () => {
    const recording = send(fails(shop().type('#name', 4), WRONG).type('#mail', 4))
      .wait(2_000)
      .scroll();
    const live = (one: RecordingBuilder) => findingsOf('validation-loop', one, { closed: false });
    expect(live(recording)).toEqual([]);
    expect(live(recording.wait(9_000).scroll())).toHaveLength(1);
  });
});

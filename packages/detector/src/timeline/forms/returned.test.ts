import { describe, expect, it } from 'vitest';
import { el, findingsOf, type Part, RecordingBuilder } from '../../recording-builder.ts';

const URL = 'https://shop.test/checkout';
const field = (id: string, label: string) => el('label', {}, label, el('input', { id, name: id }));
const error = (text: string) => el('p', { class: 'error' }, text);
const MAIN = (...fields: Part[]) => [
  el('main', {}, el('form', { id: 'form', 'aria-label': 'Order' }, ...fields, el('button', { id: 'send' }, 'Order'))),
  el('a', { id: 'help', href: '/help' }, 'Help'),
];
const FORM = MAIN(field('name', 'Name'), field('card', 'Card'));
const open = (...above: Part[]) => new RecordingBuilder().open(URL, ...above, ...FORM).wait(2_000);
/** Filled in, and sent by the browser itself: another document comes. */
const sent = (recording: RecordingBuilder) =>
  recording.type('#name', 4).click('#send').submit('#form', 'submit', false).visibility('left').wait(300);
const again = (recording: RecordingBuilder, ...above: Part[]) => recording.open(URL, ...above, ...FORM).wait(2_000);
const left = (recording: RecordingBuilder) =>
  recording.click('#help').wait(200).visibility('left').open('https://shop.test/help').wait(3_000);
const whys = (signal: string, recording: RecordingBuilder) => findingsOf(signal, recording).map(({ why }) => why);

describe('a form that another document shows again', () => {
  it('was refused where an error stands there that had not been there', () => {
    const back = again(sent(open()), error('Card is required'));
    expect(whys('form-abandonment', left(back))).toEqual([
      expect.stringContaining('tried to send it once (it failed)'),
    ]);
  });

  it('was taken where it shows no error', () => {
    expect(whys('form-abandonment', left(again(sent(open()))))).toEqual([]);
  });

  it('was taken where the error always stands there', () => {
    const NOTE = error('Orders by invalid cards are refused');
    expect(whys('form-abandonment', left(again(sent(open(NOTE)), NOTE)))).toEqual([]);
    expect(whys('error-message', left(again(sent(open(NOTE)), NOTE)))).toEqual([]);
  });

  it('was refused where another error stands beside the one that is always there', () => {
    const NOTE = error('Orders by invalid cards are refused');
    const back = left(again(sent(open(NOTE)), NOTE, error('Card is required')));
    expect(whys('form-abandonment', back)).toHaveLength(1);
    expect(whys('error-message', back)).toEqual([expect.stringMatching(/the page showed "Card is required"\.$/)]);
  });

  it('is refused by what stood there at first, also when it was sent in vain before', () => {
    const NOTE = error('Orders by invalid cards are refused');
    const once = () => again(sent(open(NOTE)), NOTE, error('Card is required'));
    expect(whys('validation-loop', left(again(sent(once()), NOTE)))).toEqual([]);
    const twice = again(sent(once()), NOTE, error('Card is required'));
    expect(whys('validation-loop', left(twice))).toHaveLength(1);
  });
});

describe('what a new document says', () => {
  it('is an error message of the click that sent the form, in the page that says it', () => {
    const back = again(sent(open()), error('Card was declined'));
    expect(findingsOf('error-message', left(back))).toMatchObject([
      { why: 'After a click on button "Order" the page showed "Card was declined".', page: URL },
    ]);
  });

  it('is found in plain words and in red as well', () => {
    const says = (...above: Part[]) => whys('error-message', left(again(sent(open()), ...above)));
    expect(says(el('p', {}, 'Your card could not be charged.'))).toHaveLength(1);
    expect(says(el('p', { style: 'color: red' }, 'Mind the second line below'))).toHaveLength(1);
    expect(says(el('p', { style: 'color: navy' }, 'Mind the second line below'))).toEqual([]);
  });

  it('is nobody’s answer without a form that was sent', () => {
    const went = open().type('#name', 4).click('#help').wait(200).visibility('left');
    expect(whys('error-message', again(went, error('Card was declined')))).toEqual([]);
  });

  it('is nobody’s answer where the form is another one', () => {
    const other = sent(open())
      .open(URL, error('Card was declined'), ...MAIN(field('iban', 'IBAN')))
      .wait(3_000);
    expect(whys('error-message', other)).toEqual([]);
  });
});

describe('a single box', () => {
  const BOX = [
    el(
      'form',
      { id: 'form' },
      field('code', 'Voucher'),
      el('button', { id: 'send' }, 'Apply'),
      el('p', { id: 'says' }),
    ),
    el('a', { id: 'help', href: '/help' }, 'Help'),
  ];
  const typed = () =>
    new RecordingBuilder()
      .open(URL, ...BOX)
      .wait(2_000)
      .type('#code', 5);
  const refused = (recording: RecordingBuilder) =>
    recording.click('#send').submit('#form').wait(300).add('#form', error('This code is not valid')).wait(3_000);

  it('that was refused and left is a form given up', () => {
    expect(whys('form-abandonment', left(refused(typed())))).toEqual([
      'Filled in 1 of 1 fields of form with button "Apply" within a second, tried to send it once (it failed), then left. The last one changed was field "Voucher".',
    ]);
  });

  it('that nobody tried to send is none, nor one that was taken', () => {
    expect(whys('form-abandonment', left(typed()))).toEqual([]);
    const taken = typed().click('#send').submit('#form').wait(300).text('#says', 'Voucher added').wait(3_000);
    expect(whys('form-abandonment', left(taken))).toEqual([]);
  });

  it('that was mended after it had been refused is none', () => {
    const mended = refused(typed()).type('#code', 6).click('#send').submit('#form').wait(200).remove('#form');
    expect(whys('form-abandonment', mended.wait(9_000))).toEqual([]);
  });
});

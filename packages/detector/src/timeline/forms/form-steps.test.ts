import { describe, expect, it } from 'vitest';
import { el, type Part, page, RecordingBuilder } from '../../recording-builder.ts';
import { toTimelines } from '../timelines.ts';
import type { FormStep } from './form-step.ts';

const field = (id: string, attributes: Record<string, unknown> = {}) =>
  el('label', {}, id, el('input', { id, name: id, ...attributes }));
const form = (...more: Part[]) =>
  el('form', { id: 'form' }, field('name'), field('mail'), ...more, el('button', { id: 'send' }, 'Send'));
const shop = (...more: Part[]) => page(form(...more), el('p', { id: 'rest' }, 'All prices in euro'));
const stepsOf = (recording: RecordingBuilder): FormStep[] =>
  toTimelines([recording.wait(12_000).scroll().tab()], { closed: true }).flatMap(({ steps }) =>
    steps.filter((step) => step.kind === 'form'),
  );
const only = (recording: RecordingBuilder) => {
  const steps = stepsOf(recording);
  expect(steps).toHaveLength(1);
  return steps[0]!;
};
const fieldOf = (recording: RecordingBuilder, name: string) => only(recording).fields.find((one) => one.name === name)!;
const send = (recording: RecordingBuilder) => recording.click('#send').submit('#form');
const error = (text: string) => el('p', { class: 'error' }, text);
const auto = (recording: RecordingBuilder, ...names: string[]) => {
  for (const name of names) recording.input(name, { userTriggered: true, text: 'Jane' });
  return recording;
};

describe('fields of a go', () => {
  it('come in the order in which they were touched, with their times', () => {
    const recording = shop().click('#mail').wait(1_940).type('#mail', 5).type('#name', 2).wait(400).click('#rest');
    const { fields, at, changedAt } = only(recording);
    expect(fields.map(({ name, kind, filledBy, edits }) => ({ name, kind, filledBy, edits }))).toEqual([
      { name: 'mail', kind: 'text', filledBy: 'hand', edits: 5 },
      { name: 'name', kind: 'text', filledBy: 'hand', edits: 2 },
    ]);
    // Pressed at 0, released 60 ms later, waited, pressed once more, and the first key 80 ms after that.
    expect(fields[0]!.hesitationMs).toBe(60 + 1_940 + 60 + 80);
    expect(fields[0]!.spentMs).toBe(60 + 1_940 + 60 + 5 * 80 + 200);
    expect(at).toBe(fields[0]!.firstAt + fields[0]!.hesitationMs!);
    expect(changedAt).toBe(fields[1]!.lastAt - 200 - 400);
  });

  it('count a pause for half a minute at most', () => {
    expect(fieldOf(shop().click('#mail').wait(600_000).type('#mail', 1), 'mail').spentMs).toBeLessThan(31_000);
  });

  it('tell no hesitation where nobody saw the focus come', () => {
    const recording = shop();
    for (let i = 0; i < 5; i++) recording.wait(100).input('#mail', { userTriggered: true });
    expect(fieldOf(recording, 'mail')).toMatchObject({ hesitationMs: null, filledBy: 'hand', edits: 5 });
  });

  it('are only those that were touched, also when nothing was changed', () => {
    const { fields, filled, questions } = only(shop(field('card')).type('#name', 3).click('#card').wait(2_000));
    expect(fields.map(({ name, filledBy }) => [name, filledBy])).toEqual([
      ['name', 'hand'],
      ['card', ''],
    ]);
    expect([filled, questions]).toEqual([1, 3]);
  });

  it('hold what was said of them', () => {
    const recording = shop(el('small', { id: 'note' }))
      .type('#mail', 3)
      .click('#name')
      .wait(200);
    recording.attribute('#mail', { 'aria-invalid': 'true', 'aria-describedby': 'note' });
    expect(fieldOf(recording, 'mail').messages).toHaveLength(1);
  });
});

describe('what the browser fills in', () => {
  it('all at once, with the focus in one of them, is nobody’s work', () => {
    const { filled, autofilled, fields } = only(
      auto(shop(field('card')).click('#name').wait(900), '#name', '#mail').type('#card', 4),
    );
    expect([filled, autofilled]).toEqual([1, 2]);
    expect(fields.map(({ name, filledBy }) => [name, filledBy])).toEqual([
      ['name', 'browser'],
      ['mail', 'browser'],
      ['card', 'hand'],
    ]);
  });

  it('with the focus in each for a moment, as Chromium does it, is neither', () => {
    const recording = shop(field('card'));
    for (const name of ['#name', '#mail', '#card'])
      recording.focus(recording.id(name)).wait(1).input(name, { userTriggered: true });
    expect(stepsOf(recording.wait(900).type('#card', 3))).toMatchObject([{ filled: 1, autofilled: 2 }]);
  });

  it('by a program that goes from field to field as a person would is a person’s work', () => {
    const recording = shop(field('card'));
    for (const name of ['#name', '#mail', '#card'])
      recording.focus(recording.id(name)).wait(1).input(name, { userTriggered: true }).wait(6);
    expect(stepsOf(recording)).toMatchObject([{ filled: 3, autofilled: 0 }]);
  });

  it('into one field that never had the focus is neither', () => {
    expect(only(auto(shop(), '#mail').wait(3_000).type('#name', 3))).toMatchObject({ filled: 1, autofilled: 1 });
  });

  it('is the visitor’s once it is changed by hand', () => {
    const recording = auto(shop(), '#name', '#mail').wait(3_000).type('#mail', 4);
    expect(fieldOf(recording, 'mail')).toMatchObject({ filledBy: 'hand', edits: 4 });
  });
});

describe('what is changed again', () => {
  const reworks = (recording: RecordingBuilder, name = 'mail') =>
    fieldOf(recording, name).reworks.map(({ after, edits, deleted, cleared }) => ({ after, edits, deleted, cleared }));

  it('tells how much was deleted, where the recording tells lengths', () => {
    const plain = shop().write('#mail', 'jane@x.de').type('#name', 1).write('#mail', 'jane@y.de', 'jane@x.de');
    expect(reworks(plain)).toEqual([{ after: 'left', edits: 8, deleted: 4, cleared: false }]);
    const stars = shop().write('#mail', '****').type('#name', 1).write('#mail', '**', '****');
    expect(reworks(stars)).toEqual([{ after: 'left', edits: 2, deleted: 2, cleared: false }]);
  });

  it('tells what was replaced in one go', () => {
    const recording = shop().write('#mail', 'jane@x.de').type('#name', 1).click('#mail');
    expect(reworks(recording.input('#mail', { userTriggered: true, text: 'j' }))).toMatchObject([{ deleted: 8 }]);
  });

  it('says that it does not know, under a mask of one length, but for what was emptied', () => {
    const masked = shop().type('#mail', 5).type('#name', 1).type('#mail', 3);
    expect(reworks(masked)).toEqual([{ after: 'left', edits: 3, deleted: null, cleared: false }]);
    const snippet = shop().plugin('falter/page@1', {}).type('#mail', 1).type('#name', 1).type('#mail', 1);
    expect(reworks(snippet)).toMatchObject([{ deleted: null, cleared: false }]);
    const emptied = shop()
      .type('#mail', 5)
      .type('#name', 1)
      .click('#mail')
      .input('#mail', { userTriggered: true, text: '' });
    expect(reworks(emptied)).toMatchObject([{ deleted: null, cleared: true }]);
  });

  it('is not what is only gone on with', () => {
    expect(reworks(shop().write('#mail', 'jane').type('#name', 1).write('#mail', 'jane@x.de', 'jane'))).toEqual([]);
  });

  it('is not what is written in another window’s time', () => {
    const recording = shop().type('#mail', 3).blur().wait(9_000);
    expect(reworks(recording.focus(recording.id('#mail')).wait(50).input('#mail', { userTriggered: true }))).toEqual(
      [],
    );
  });

  it('is a new entry once the page emptied the field', () => {
    const recording = shop().write('#mail', 'jane').click('#rest').input('#mail', { userTriggered: false, text: '' });
    expect(reworks(recording.write('#mail', 'joe'))).toEqual([]);
  });
});

describe('tries to send it', () => {
  it('tell whether anything was entered, and whether anything had been changed since', () => {
    const recording = shop();
    const refuse = () => recording.click('#send').submit('#mail', 'invalid').wait(2_000);
    refuse();
    refuse();
    recording.type('#mail', 3);
    refuse();
    expect(
      only(recording).refusals.map(({ by, shown, blank, unchanged }) => ({ by, shown, blank, unchanged })),
    ).toEqual([
      { by: 'check', shown: true, blank: true, unchanged: false },
      { by: 'check', shown: true, blank: true, unchanged: true },
      { by: 'check', shown: true, blank: false, unchanged: false },
    ]);
  });

  it('are refused when the browser puts the focus into a field that it checks, where no recorder tells', () => {
    const recording = page(form(field('zip', { required: '' })), el('p', { id: 'rest' }, 'All prices')).type(
      '#name',
      3,
    );
    const focused = recording.click('#send').focus(recording.id('#zip')).wait(2_000);
    expect(only(focused).refusals).toMatchObject([{ by: 'check', shown: true, blank: false }]);
    const step = page(form(field('zip', { required: '' })), el('p', { id: 'rest' }, 'All prices'))
      .type('#name', 3)
      .click('#send');
    expect(only(step.text('#rest', 'Step 2').focus(step.id('#zip')).wait(2_000)).refusals).toEqual([]);
  });

  it('fail with an error that was read before the page was left, and not with one on its way', () => {
    const refused = (ms: number) =>
      send(shop().type('#name', 3))
        .wait(200)
        .add('#form', error('Mail is not valid'))
        .wait(ms)
        .visibility('left')
        .open('https://shop.test/x');
    expect(only(refused(2_500))).toMatchObject({ outcome: 'left', refusals: [{ shown: true }] });
    expect(only(refused(300))).toMatchObject({ outcome: 'sent' });
  });

  it('did not save what could not be saved', () => {
    const recording = send(shop().type('#name', 3)).wait(200).text('#rest', 'Could not be saved.').wait(5_000);
    expect(only(recording)).toMatchObject({ outcome: 'ended' });
  });

  it('fail when their request does, whatever the page shows', () => {
    const recording = send(shop().type('#name', 3))
      .request({ status: 422 }, 400, (later) => later.text('#rest', 'Hm'))
      .wait(900);
    expect(only(recording)).toMatchObject({ outcome: 'ended', refusals: [{ by: 'page', shown: false }] });
  });

  it('wait for the answer of their request', () => {
    const recording = send(shop().type('#name', 3)).request({ status: 200 }, 20_000, (later) =>
      later.wait(10).text('#rest', 'Order 7'),
    );
    expect(only(recording.wait(25_000))).toMatchObject({ outcome: 'sent', refusals: [] });
  });

  it('are not sent with success because another page says welcome later', () => {
    const recording = page(form(), el('a', { id: 'home', href: '/' }, 'Home'), el('p', { id: 'rest' })).type(
      '#name',
      3,
    );
    recording
      .wait(900)
      .click('#home')
      .navigate('https://shop.test/')
      .remove('#form')
      .text('#rest', 'Welcome to our shop');
    expect(only(recording)).toMatchObject({ outcome: 'left' });
  });
});

describe('a form in steps', () => {
  const wizard = () =>
    page(
      el(
        'form',
        { id: 'form' },
        el('div', { id: 'step' }, field('name'), field('mail')),
        el('button', { id: 'send' }, 'Next'),
      ),
    );
  const next = (recording: RecordingBuilder) =>
    recording
      .click('#send')
      .wait(100)
      .remove('#step')
      .add('#form', el('div', { id: 'step2' }, field('card'), field('code')))
      .wait(2_000);

  it('is a go for each', () => {
    const steps = stepsOf(next(wizard().type('#name', 3).type('#mail', 3)).type('#card', 4));
    expect(steps.map(({ outcome, fields }) => [outcome, fields.map(({ name }) => name)])).toEqual([
      ['sent', ['name', 'mail']],
      ['ended', ['card']],
    ]);
  });

  it('is sent when all of its steps were', () => {
    const done = next(wizard().type('#name', 3)).type('#card', 4).click('#send').wait(200).remove('#form');
    expect(stepsOf(done).map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
  });

  it('is not what is entered in the same fields once more', () => {
    const again = send(shop().type('#name', 3)).wait(200).text('#rest', 'Added').wait(2_000).type('#name', 2);
    expect(stepsOf(again).map(({ outcome }) => outcome)).toEqual(['sent', 'sent']);
  });
});

describe('a server that sends the form back', () => {
  const served = (recording: RecordingBuilder, ...above: Part[]) =>
    recording
      .click('#send')
      .submit('#form', 'submit', false)
      .visibility('left')
      .wait(300)
      .open('https://shop.test/send', ...above, form())
      .wait(2_000);

  it('with an error refused it: one go over both documents', () => {
    const recording = served(shop().type('#name', 3).type('#mail', 4), error('Mail is not valid')).type('#mail', 5);
    const step = only(recording);
    expect(step.refusals).toMatchObject([{ by: 'page', shown: true, messages: [{ text: 'Mail is not valid' }] }]);
    expect(step.fields.map(({ name, edits, reworks }) => [name, edits, reworks.map(({ after }) => after)])).toEqual([
      ['name', 3, []],
      ['mail', 9, ['message']],
    ]);
    expect(step).toMatchObject({ filled: 2, outcome: 'ended', corrections: 1 });
  });

  it('without one took it', () => {
    expect(stepsOf(served(shop().type('#name', 3)))).toMatchObject([{ outcome: 'sent' }]);
  });

  it('as another form did not', () => {
    const other = el('form', { id: 'other' }, field('street'), field('city'), el('button', {}, 'Go'));
    const recording = shop()
      .type('#name', 3)
      .click('#send')
      .submit('#form', 'submit', false)
      .visibility('left')
      .wait(300);
    expect(stepsOf(recording.open('https://shop.test/next', error('City is required'), other))).toMatchObject([
      { outcome: 'sent' },
    ]);
  });
});

it('fields without a name are known by their place, whatever number they have', () => {
  const names = (recording: RecordingBuilder) => only(recording.type('#b', 2)).fields.map(({ name }) => name);
  const bare = () =>
    el('form', {}, el('input', { class: 'one' }), el('input', { class: 'two', id: 'b' }), el('button', {}, 'Send'));
  const later = new RecordingBuilder().open('https://shop.test/checkout', el('p', {}, 'Hello'), bare()).wait(2_000);
  expect(names(later)).toEqual(names(page(bare())));
});

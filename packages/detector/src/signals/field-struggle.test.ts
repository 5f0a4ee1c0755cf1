import { describe, expect, it } from 'vitest';
import { keyOf, type Norms } from '../norms.ts';
import { pageRoute } from '../page-route.ts';
import { el, findingsOf, page, type RecordingBuilder } from '../recording-builder.ts';

const field = (id: string, attributes: Record<string, unknown> = {}) =>
  el(
    'p',
    {},
    el('label', { for: id }, id),
    el('input', { id, name: id, ...attributes }),
    el('small', { id: `${id}-note` }),
  );
const form = (...more: ReturnType<typeof el>[]) =>
  el('form', { id: 'form' }, field('name'), field('mail'), ...more, el('button', { id: 'send' }, 'Send'));
const shop = (...more: ReturnType<typeof el>[]) => page(form(...more), el('p', { id: 'rest' }, 'All prices in euro'));
const find = (recording: RecordingBuilder, norms?: Norms) =>
  findingsOf('field-struggle', recording.wait(9_000).scroll(), { norms });
const says = (recording: RecordingBuilder, text: string) =>
  recording
    .attribute('#mail', { 'aria-invalid': text ? 'true' : null })
    .text('#mail-note', text)
    .attribute('#mail-note', { class: text ? 'error' : 'ok' });

/** The mail address is written, called wrong when it is left, and written once more: as often as told. */
const wrong = (recording: RecordingBuilder, count: number, write: (recording: RecordingBuilder, i: number) => void) => {
  for (let i = 0; i <= count; i++) {
    write(recording, i);
    says(recording.click('#name').wait(300), i < count ? `Mail is not valid ${i}` : '');
    recording.wait(900);
  }
  return recording;
};

/** Six boxes of a code; the focus goes on by itself. */
const code = () =>
  page(
    el(
      'form',
      { id: 'form' },
      ...[1, 2, 3, 4, 5, 6].map((n) => el('input', { id: `digit${n}`, name: `digit${n}`, maxlength: '1' })),
      el('button', { id: 'send' }, 'Verify'),
    ),
  );

/** Every false alarm that field-struggle.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a long text typed once': () => shop(el('textarea', { id: 'text', name: 'text' })).write('#text', 'word '.repeat(60)),
  'a long text that is gone on with again and again': () => {
    const recording = shop(el('textarea', { id: 'text', name: 'text' }));
    for (let i = 0; i < 6; i++) recording.type('#text', 20).click('#rest').wait(4_000);
    return recording;
  },
  'a field corrected once': () =>
    shop().write('#mail', 'jane.doe@x').write('#name', 'Jane').write('#mail', 'joe@x.de', 'jane.doe@x'),
  'a mistake corrected with the same breath': () =>
    shop().click('#mail').write('#mail', 'jxne').write('#mail', 'jane', 'jxne').write('#mail', 'jan', 'jane'),
  'fields that are looked at and not changed': () => {
    const recording = shop().type('#mail', 8);
    for (let i = 0; i < 5; i++) recording.click('#name').wait(500).click('#mail').wait(500);
    return recording;
  },
  'a window that loses the focus while somebody types': () => {
    const recording = shop().click('#mail');
    for (let i = 0; i < 5; i++) {
      recording.focus(recording.id('#mail')).type('#mail', 3).blur().wait(3_000);
    }
    return recording;
  },
  'the boxes of a code': () => {
    const recording = code();
    for (let round = 0; round < 4; round++)
      for (let n = 1; n <= 6; n++)
        recording
          .focus(recording.id(`#digit${n}`))
          .wait(150)
          .input(`#digit${n}`, { userTriggered: true });
    return recording;
  },
  'a date picker': () => {
    const recording = shop(field('day', { type: 'date' }));
    for (let i = 0; i < 5; i++)
      recording
        .click('#day')
        .wait(400)
        .input('#day', { userTriggered: true, text: `2026-01-0${i + 1}` })
        .click('#rest')
        .wait(900);
    return recording;
  },
  'choices and numbers that are tried out': () => {
    const recording = shop(field('count', { type: 'number' }), field('express', { type: 'checkbox' }));
    for (let i = 0; i < 6; i++) {
      recording.write('#count', String(i), String(i - 1)).click('#express');
      recording.input('#express', { isChecked: i % 2 === 0, userTriggered: true }).wait(900);
    }
    return recording;
  },
  'a password typed twice': () =>
    shop(field('pass', { type: 'password' }), field('again', { type: 'password' }))
      .type('#pass', 9)
      .type('#again', 9),
  'what the browser fills in again and again': () => {
    const recording = shop();
    for (let i = 0; i < 5; i++) {
      for (const name of ['#name', '#mail']) recording.input(name, { userTriggered: true, text: `Jane ${i}` });
      recording.wait(2_000);
    }
    return recording;
  },
  'what the page sets by itself': () => {
    const recording = shop().type('#mail', 5);
    for (let i = 0; i < 5; i++) recording.wait(900).input('#mail', { userTriggered: false, text: `${i}` });
    return recording;
  },
  'a field that is checked while it is typed and turns green': () => {
    const recording = says(shop().write('#mail', 'jane'), 'Mail is not complete');
    return says(recording.write('#mail', 'jane@x.de', 'jane').wait(300), '');
  },
  'a remark box that is emptied by each sending': () => {
    const recording = page(
      el('form', { id: 'form' }, field('name'), field('text'), el('button', { id: 'send' }, 'Send')),
      el('ul', { id: 'list' }),
    );
    recording.write('#name', 'Jane');
    for (let i = 0; i < 5; i++) {
      recording.write('#text', `hello ${i}`).click('#send').submit('#form').wait(200);
      recording
        .input('#text', { text: '', userTriggered: false })
        .add('#list', el('li', {}, `hello ${i}`))
        .wait(2_000);
    }
    return recording;
  },
  'a search box': () => {
    const recording = page(el('form', { role: 'search' }, field('q'), el('button', {}, 'Go')), el('p', { id: 'rest' }));
    for (let i = 0; i < 5; i++)
      recording
        .write('#q', `shoe ${i}`, i > 0 ? `shoe ${i - 1}` : '')
        .click('#rest')
        .wait(900);
    return recording;
  },
  'a box that filters what is shown': () => {
    const recording = page(el('div', {}, field('only'), field('max')), el('p', { id: 'rest' }));
    for (let i = 0; i < 5; i++)
      recording
        .write('#only', `shoe ${i}`, i > 0 ? `shoe ${i - 1}` : '')
        .click('#rest')
        .wait(900);
    return recording;
  },
  'a place where the site switched it off': () =>
    wrong(page(el('div', { 'data-falter-ignore': 'field-struggle' }, form())), 3, (recording) =>
      recording.type('#mail', 8),
    ),
};

describe('field-struggle stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

const usual = (high: number): Norms =>
  new Map([
    [
      keyOf({ measure: 'hesitation', page: pageRoute('https://shop.test/checkout'), element: 'mail' }),
      { count: 40, low: 500, middle: 1_000, high },
    ],
  ]);
const slow = () => shop().click('#mail').wait(40_000).type('#mail', 5);

describe('field-struggle marks', () => {
  it('a field that is called wrong three times, under a mask', () => {
    const [finding, ...others] = find(wrong(shop(), 3, (recording) => recording.type('#mail', 4)));
    expect(others).toEqual([]);
    expect(finding).toMatchObject({
      why: 'Changed field "mail" again 3 times; 3 times after an error ("Mail is not valid 0").',
      target: { tag: 'input', selector: '#mail' },
      confidence: 0.9,
    });
    expect(finding?.evidence.map(({ text }) => text)).toEqual(
      Array.from({ length: 3 }, () => 'changed field "mail" again after an error'),
    );
  });

  it('much that is deleted twice, where the length is recorded', () => {
    const [finding] = find(
      wrong(shop(), 2, (recording, i) => recording.write('#mail', `${i}@example`, i > 0 ? `${i - 1}@example` : '')),
    );
    expect(finding?.why).toBe(
      'Changed field "mail" again twice, and twice deleted much of it; twice after an error ("Mail is not valid 0").',
    );
    expect(finding?.evidence[0]?.text).toBe('changed field "mail" again after an error, emptying it');
  });

  it('a text that is typed anew twice after an error, under a mask', () => {
    const twice = wrong(shop(), 2, (recording) => recording.type('#mail', 12));
    expect(find(twice)).toHaveLength(1);
    expect(find(wrong(shop(), 2, (recording) => recording.type('#mail', 2)))).toEqual([]);
  });

  it('a field that is come back to three times without a word of the page, less surely', () => {
    const recording = shop();
    for (let i = 0; i < 4; i++) recording.type('#mail', 4).click('#name').wait(900);
    expect(find(recording)).toMatchObject([{ why: 'Changed field "mail" again 3 times.', confidence: 0.75 }]);
  });

  it('a field that the page makes anew with each error, as one', () => {
    const recording = wrong(shop(), 1, (one) => one.type('#mail', 4));
    const again = (one: RecordingBuilder) =>
      one
        .remove('#mail')
        .add('#form', el('input', { id: 'mail', name: 'mail' }))
        .type('#mail', 4)
        .click('#name')
        .wait(900);
    expect(find(again(again(recording)))).toMatchObject([{ why: expect.stringContaining('again 3 times') }]);
  });

  it('a wait far above what is usual for this field, and nothing where too little is known', () => {
    expect(find(slow(), usual(2_000))).toMatchObject([
      { why: 'Waited 40 seconds in field "mail" before writing anything; usual are 1 second.', confidence: 0.6 },
    ]);
    expect(find(slow(), usual(20_000))).toEqual([]);
    expect(find(slow())).toEqual([]);
  });

  it('with the same id while it grows', () => {
    const three = find(wrong(shop(), 3, (recording) => recording.type('#mail', 4)));
    const four = find(wrong(shop(), 4, (recording) => recording.type('#mail', 4)));
    expect(four[0]?.id).toBe(three[0]?.id);
  });
});

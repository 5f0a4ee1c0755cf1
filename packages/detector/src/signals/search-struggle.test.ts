import { describe, expect, it } from 'vitest';
import { el, findingsOf, type Part, page, type RecordingBuilder } from '../recording-builder.ts';

const box = (attributes: Record<string, unknown> = {}) =>
  el(
    'form',
    { id: 'form', role: 'search' },
    el('input', { id: 'q', name: 'q', ...attributes }),
    el('button', { id: 'go' }, 'Search'),
  );
const RESULTS = (...words: string[]) =>
  el('ul', { id: 'list' }, ...words.map((name, n) => el('li', {}, el('a', { id: `hit${n}`, href: `/p/${n}` }, name))));
const shop = (...more: Part[]) => page(box(), el('main', { id: 'main' }, RESULTS('Red shoes', 'Blue shoes')), ...more);
const find = (recording: RecordingBuilder) => findingsOf('search-struggle', recording.wait(40_000).scroll());

/** The page itself shows the results. */
const ask = (recording: RecordingBuilder, text: string, before = '', says = `${text.length} results`) =>
  recording
    .write('#q', text, before)
    .click('#go')
    .submit('#form')
    .wait(300)
    .add('#main', el('p', {}, says))
    .wait(3_000);
const open = (recording: RecordingBuilder) =>
  recording
    .click('#hit0')
    .wait(200)
    .open('https://shop.test/p/0', el('h1', {}, 'Red shoes'))
    .wait(2_000);
/** The server shows the results on another page. */
const served = (recording: RecordingBuilder, says: string) =>
  recording
    .type('#q', 5)
    .click('#go')
    .submit('#form', 'submit', false)
    .visibility('left')
    .wait(400)
    .open('https://shop.test/search?q=', box(), el('main', { id: 'main' }, el('p', {}, says), RESULTS('Red shoes')))
    .wait(3_000);
/** Letter for letter, with results after each. */
const typeAhead = (recording: RecordingBuilder, text: string, before = '') => {
  recording.click('#q');
  let same = 0;
  while (same < before.length && before[same] === text[same]) same++;
  const texts = [
    ...Array.from({ length: before.length - same }, (_, n) => before.slice(0, before.length - n - 1)),
    ...Array.from({ length: text.length - same }, (_, n) => text.slice(0, same + n + 1)),
  ];
  for (const now of texts)
    recording
      .wait(150)
      .input('#q', { userTriggered: true, text: now })
      .wait(50)
      .add('#list', el('li', {}, now));
  return recording.wait(4_000);
};

/** Every false alarm that search-struggle.md says it avoids, under the same name. */
const quiet: Record<string, () => RecordingBuilder> = {
  'a search whose result is opened': () => open(ask(shop(), 'shoes')),
  'a search refined once and opened': () => open(ask(ask(shop(), 'shoes'), 'red shoes', 'shoes')),
  'a search refined once and left': () => ask(ask(shop(), 'shoes'), 'red shoes', 'shoes'),
  'three things looked for and opened each': () => {
    const recording = shop();
    for (const [i, text] of ['shoes', 'shirts', 'hats'].entries()) {
      ask(recording, text, ['', 'shoes', 'shirts'][i])
        .click('#hit0')
        .wait(200)
        .add('#main', el('dialog', {}, text))
        .wait(2_000);
    }
    return recording;
  },
  'the same words sent again and again': () => {
    const recording = ask(shop(), 'shoes');
    for (let i = 0; i < 4; i++)
      recording.click('#go').submit('#form').wait(300).text('#list', `shoes ${i}`).wait(3_000);
    return recording;
  },
  'paging through the results': () => {
    const recording = ask(shop(el('a', { id: 'next', href: '/search?page=2' }, 'Next')), 'shoes');
    for (let i = 0; i < 5; i++) recording.click('#next').wait(200).text('#list', `page ${i}`).wait(3_000);
    return recording;
  },
  'filters and facets': () => {
    const facets = el(
      'form',
      { class: 'facets', id: 'facets' },
      el('input', { id: 'red', type: 'checkbox' }),
      el('input', { id: 'max', name: 'filter-price' }),
      el('button', { id: 'apply' }, 'Apply filters'),
    );
    const recording = ask(shop(facets), 'shoes');
    for (let i = 0; i < 4; i++)
      recording
        .write('#max', `${i}0`, i > 0 ? `${i - 1}0` : '')
        .click('#apply')
        .submit('#facets')
        .wait(200)
        .text('#list', `filtered ${i}`)
        .wait(3_000);
    return recording;
  },
  'a box that filters a table': () => {
    const recording = page(
      el('div', {}, el('input', { id: 'q', type: 'search', placeholder: 'Filter rows' })),
      RESULTS('a'),
    );
    let before = '';
    for (const text of ['open', 'closed', 'mine']) {
      typeAhead(recording, text, before);
      before = text;
    }
    return recording;
  },
  'results that come while somebody types': () => typeAhead(shop(), 'red running shoes'),
  'a search that is gone on with after reading': () =>
    typeAhead(typeAhead(typeAhead(shop(), 'red'), 'red shoes', 'red'), 'red shoes 42', 'red shoes'),
  'nothing found while the word is not whole': () => {
    const recording = page(
      el('div', {}, el('input', { id: 'q', type: 'search' })),
      el('p', { id: 'note' }, ''),
      RESULTS('a'),
    );
    recording
      .click('#q')
      .input('#q', { userTriggered: true, text: 's' })
      .wait(100)
      .text('#note', 'No results')
      .wait(200);
    return recording
      .input('#q', { userTriggered: true, text: 'sh' })
      .wait(100)
      .text('#note', '12 products')
      .wait(4_000);
  },
  'an article about finding nothing': () =>
    served(
      shop(),
      `We looked for it all day and there were no results. ${'It was a long story about the sea. '.repeat(12)}`,
    ),
  'a place where the site switched it off': () =>
    served(page(el('div', { 'data-falter-ignore': 'search-struggle' }, box())), 'No results for your search'),
};

describe('search-struggle stays quiet', () => {
  for (const [name, recording] of Object.entries(quiet)) {
    it(name, () => expect(find(recording()).map(({ why }) => why)).toEqual([]));
  }
});

const marks: Record<string, [() => RecordingBuilder, string]> = {
  'words changed twice without opening anything': [
    () => ask(ask(ask(shop(), 'shoes'), 'red shoes', 'shoes'), 'trainers', 'red shoes'),
    'Searched 3 times in 9.7 seconds in other words each time, without opening a result.',
  ],
  'words changed on pages of a server, under a mask': [
    () => served(served(served(shop(), '12 results'), '3 results'), '7 results'),
    'Searched 3 times in 8.2 seconds in other words each time, without opening a result.',
  ],
  'a box that only its label calls one, and a button that says go': [
    () => {
      const words = ['oak', 'old oak', 'oaks'];
      const recording = page(
        el(
          'div',
          { id: 'box' },
          el('label', {}, 'Looking for', el('input', { id: 'q' })),
          el('button', { id: 'go' }, 'Go'),
        ),
        el('main', { id: 'main' }),
      );
      words.forEach((text, n) => {
        recording
          .write('#q', text, words[n - 1] ?? '')
          .click('#go')
          .wait(300)
          .add('#main', el('p', {}, `${n + 4} streets`))
          .wait(3_000);
      });
      return recording;
    },
    'Searched 3 times in 8.6 seconds in other words each time, without opening a result.',
  ],
  'a result that is found at the third try': [
    () => open(ask(ask(ask(shop(), 'shoes'), 'red shoes', 'shoes'), 'trainers', 'red shoes')),
    'Searched 3 times in 9.7 seconds in other words each time, before opening a result.',
  ],
  'a box that nothing calls a search, of a page that says that it has no such thing': [
    () => {
      const box = el('label', {}, 'Somebody of the council', el('input', { id: 'q' }));
      const recording = page(el('div', { id: 'box' }, box), el('main', { id: 'main' }, el('ul', { id: 'list' })));
      typeAhead(recording, 'xaver')
        .add('#main', el('p', {}, 'Nobody knows that one.'))
        .wait(4_000);
      return typeAhead(recording, 'zoe', 'xaver');
    },
    'Searched in field "Somebody of the council": the page said "Nobody knows that one."',
  ],
  'several texts, and a button that searches': [
    () => {
      const form = el(
        'form',
        { id: 'form' },
        el('label', {}, 'Title', el('input', { id: 'q' })),
        el('label', {}, 'Author', el('input', { id: 'author' })),
        el('button', { id: 'go' }, 'Search'),
      );
      return ask(page(form, el('main', { id: 'main' })), 'shoos', '', 'We have no such books');
    },
    'Searched in field "Title": the page said "We have no such books".',
  ],
  'a search that finds nothing': [
    () => ask(shop(), 'shoos', '', 'No results for "shoos"'),
    'Searched in field "q": the page said "No results for \'shoos\'".',
  ],
  'a server that finds nothing': [
    () => served(shop(), 'Sorry, your search did not match any products.'),
    'Searched in field "q": the page said "Sorry, your search did not match any products."',
  ],
  'results that come while somebody types, three other words': [
    () => typeAhead(typeAhead(typeAhead(shop(), 'shoes'), 'boots', 'shoes'), 'sandals', 'boots'),
    'Searched 3 times in 13 seconds in other words each time, without opening a result.',
  ],
};

describe('search-struggle marks', () => {
  for (const [name, [recording, why]] of Object.entries(marks)) {
    it(name, () => expect(find(recording()).map((finding) => finding.why)).toEqual([why]));
  }

  it('what found nothing and was asked again as one, more surely', () => {
    const row = ask(
      ask(ask(shop(), 'shoos', '', 'No results'), 'shoess', 'shoos', 'Nothing found'),
      'trainers',
      'shoess',
    );
    const [finding, ...others] = find(row);
    expect(others).toEqual([]);
    expect(finding).toMatchObject({ confidence: 0.9, target: { selector: '#q' } });
    expect(finding?.evidence.map(({ text }) => text)).toEqual([
      'searched: the page said "No results"',
      'searched: the page said "Nothing found"',
      'searched, and opened nothing',
    ]);
  });

  it('nothing of a search whose result may still be opened', () => {
    const live = (recording: RecordingBuilder) => findingsOf('search-struggle', recording, { closed: false });
    const recording = ask(ask(ask(shop(), 'shoes'), 'red shoes', 'shoes'), 'trainers', 'red shoes');
    expect(live(recording)).toEqual([]);
    expect(live(recording.wait(40_000).scroll())).toHaveLength(1);
  });
});

import { expect, it } from 'vitest';
import { detect } from './detect.ts';
import { el, page, type RecordingBuilder } from './recording-builder.ts';

const shop = (): RecordingBuilder => page(el('button', { id: 'pay' }, 'Pay now')).wait(1_000);

/** What is flagged of a recording, and what is only told. */
function told(recording: RecordingBuilder): { flagged: string[]; notes: string[]; score: number } {
  const { findings, notes, score } = detect([recording.wait(9_000).scroll().tab()], { closed: true });
  const foreign = notes.filter(({ kind }) => kind === 'foreign-error');
  return { flagged: findings.map(({ why }) => why), notes: foreign.map(({ text }) => text), score: score.value };
}

it('errors of extensions of any browser are told, counted, and flag nothing', () => {
  for (const scheme of ['chrome-extension', 'moz-extension', 'safari-web-extension', 'safari-extension']) {
    const recording = shop();
    for (let n = 0; n < 3; n++)
      recording.error({ name: 'TypeError', message: 'x is null', stack: `at f (${scheme}://ab/c.js:1:2)` }).wait(200);
    recording.error({ message: 'by its file', stack: '', source: `${scheme}://ab/d.js` });
    expect(told(recording)).toEqual({
      flagged: [],
      notes: [
        'an error of a browser extension, not of the page, 3 times: "TypeError: x is null"',
        'an error of a browser extension, not of the page: "TypeError: by its file"',
      ],
      score: 0,
    });
  }
});

it('what a page is not told of a script of another site is counted as that, whatever it was', () => {
  const recording = shop();
  for (const message of ['Script error.', 'Script error', 'Uncaught Script error.'])
    recording.error({ name: '', message, stack: '', source: '' }).wait(50);
  const { flagged, notes } = told(recording);
  expect(flagged).toEqual([]);
  expect(notes[0]).toBe('an error in a script of another site, of which browsers tell a page nothing, 3 times');
});

it('an error of the page in a loop is one finding with its count, beside what is not the page’s', () => {
  const recording = shop();
  for (let n = 0; n < 40; n++) recording.error({ message: `row ${n} is missing` }).wait(20);
  recording.error({ name: '', message: 'Script error.', stack: '', source: '' });
  const { flagged, notes } = told(recording);
  expect(flagged).toEqual([expect.stringContaining('occurred 40 times')]);
  expect(notes).toHaveLength(1);
});

it('what does no harm is not worth a word', () => {
  const { flagged, notes } = told(shop().error({ message: 'ResizeObserver loop limit exceeded', stack: '' }));
  expect([...flagged, ...notes]).toEqual([]);
});

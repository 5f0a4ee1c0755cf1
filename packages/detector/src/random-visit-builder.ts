import type { RecordedEvent } from '@falter/wire';
import { el, page, type RecordingBuilder } from './recording-builder.ts';

/** What somebody does on a page of a shop, or what happens there: for tests that must hold for any visit. */
const ACTS: Readonly<Record<string, (visit: RecordingBuilder) => void>> = {
  'a dead button': (visit) => visit.click('#dead'),
  'hammers a dead button': (visit) => visit.clicks('#dead', 5, 300),
  'a button that answers': (visit) => visit.click('#live', (own) => own.text('#note', `at ${own.at}`)),
  'a stepper': (visit) => visit.clicks('#live', 6, 250, (own) => own.text('#note', `at ${own.at}`)),
  'a button that answers late': (visit) =>
    visit.click('#live').after(4_500, (own) => own.text('#note', `late ${own.at}`)),
  'a button that throws': (visit) => visit.click('#dead').wait(30).error(),
  'a button whose request fails': (visit) => visit.click('#live').wait(20).request({ status: 500 }, 200),
  'an error of nobody': (visit) => visit.error({ message: 'background', stack: 'Error: background' }),
  'fills in the form': (visit) => visit.type('#name', 4).type('#mail', 6),
  'sends the form': (visit) => visit.click('#pay').submit('#form').text('#note', 'Thank you'),
  'a message': (visit) => visit.click('#pay').add('#form', el('p', { role: 'alert' }, `Card refused ${visit.at}`)),
  'selects text': (visit) => visit.click('#text').select('#text'),
  scrolls: (visit) => visit.scroll().wait(200).scroll(),
  'moves the mouse': (visit) => visit.move('#live').wait(60).move('#dead'),
  'another route': (visit) => visit.navigate(`https://shop.test/step?${visit.at % 7}`),
  'looks away': (visit) => visit.visibility('hidden').wait(3_000).visibility('visible'),
};

export const ACT_NAMES: readonly string[] = Object.keys(ACTS);

export function shopPage(): RecordingBuilder {
  return page(
    el('button', { id: 'dead' }, 'Apply voucher'),
    el('button', { id: 'live' }, 'More'),
    el('p', { id: 'note' }, 'nothing yet'),
    el('p', { id: 'text' }, 'Words that somebody may select'),
    el('p', { id: 'clock' }, '12:00:00'),
    el(
      'form',
      { id: 'form' },
      el('input', { id: 'name' }),
      el('input', { id: 'mail' }),
      el('button', { id: 'pay' }, 'Pay'),
    ),
  );
}

/** A visit of these acts, with pauses of milliseconds between them. */
export function visitOf(acts: readonly [name: string, pause: number][], clock: boolean): RecordedEvent[] {
  const visit = shopPage();
  if (clock) visit.every(1_000, (own) => own.text('#clock', String(own.at)));
  for (const [name, pause] of acts) {
    ACTS[name]!(visit);
    visit.wait(pause);
  }
  return visit.wait(12_000).scroll().events;
}

import { PLUGIN } from '@falter/wire';
import { describe, expect, it } from 'vitest';
import { detect } from '../detect.ts';
import { el, page, type RecordingBuilder } from '../recording-builder.ts';

const read = (recording: RecordingBuilder) => detect([recording.tab()], { closed: true });
const texts = (recording: RecordingBuilder) => read(recording).notes.map(({ kind, text }) => `${kind}: ${text}`);
const shop = () => page(el('input', { id: 'card', 'aria-label': 'Card number' }), el('dialog', { id: 'why' }, 'Why?'));

describe('notes', () => {
  it('say in words what the page and the site told', () => {
    const recording = shop();
    const { card, why } = { card: recording.id('#card'), why: recording.id('#why') };
    recording
      .plugin(PLUGIN.console, { level: 'error', text: 'stock is\n"gone"' })
      .plugin(PLUGIN.console, { level: 'warn', text: 'slow' })
      .plugin(PLUGIN.resource, { tag: 'img', url: 'https://shop.test/tea.png', id: 0 })
      .plugin(PLUGIN.csp, { directive: 'script-src-elem', blocked: 'inline', source: '', line: 0, enforced: true })
      .plugin(PLUGIN.csp, { directive: 'img-src', blocked: '', source: '', line: 0, enforced: false })
      .plugin(PLUGIN.dialog, { kind: 'alert', outcome: '', id: 0 })
      .plugin(PLUGIN.dialog, { kind: 'confirm', outcome: 'cancel', id: 0 })
      .plugin(PLUGIN.dialog, { kind: 'prompt', outcome: 'ok', id: 0 })
      .plugin(PLUGIN.dialog, { kind: 'dialog', outcome: 'opened', id: why })
      .plugin(PLUGIN.clipboard, { kind: 'paste', id: card })
      .plugin(PLUGIN.clipboard, { kind: 'copy', id: 0 })
      .plugin(PLUGIN.track, { name: 'voucher refused', value: 'SPRING' })
      .plugin(PLUGIN.track, { name: 'retried', value: 3 })
      .plugin(PLUGIN.track, { name: 'gave up', value: null })
      .plugin(PLUGIN.mark, { step: 'checkout: address' });
    expect(texts(recording)).toEqual([
      "console: error in the console: stock is 'gone'",
      'console: warning in the console: slow',
      'resource: image did not load: https://shop.test/tea.png',
      "csp: the page's security policy refused inline (script-src-elem)",
      "csp: the page's security policy would refuse something (img-src)",
      'dialog: the page showed an alert',
      'dialog: the page asked for a confirmation: cancelled',
      'dialog: the page asked for a text: answered OK',
      'dialog: dialog "Why?" opened',
      'clipboard: pasted into field "Card number"',
      'clipboard: copied from the page',
      'track: voucher refused: SPRING',
      'track: retried: 3',
      'track: gave up',
      'mark: checkout: address',
    ]);
  });

  it('leave out what is none, whatever stands in it', () => {
    const recording = shop();
    for (const plugin of [PLUGIN.console, PLUGIN.resource, PLUGIN.csp, PLUGIN.dialog, PLUGIN.clipboard, PLUGIN.track]) {
      for (const payload of [null, 7, [], {}, { text: 5, url: {}, kind: 'eval', name: [], step: {} }]) {
        recording.plugin(plugin, payload as object);
      }
    }
    expect(read(recording)).toMatchObject({ notes: [], person: '', traits: {}, attributes: {}, findings: [] });
  });

  it('are cut where nobody would read on, marks last', () => {
    const recording = shop();
    for (let n = 0; n < 500; n++) recording.plugin(PLUGIN.console, { level: 'error', text: `number ${n}` });
    recording.plugin(PLUGIN.mark, { step: 'the end' });
    const { notes } = read(recording);
    expect(notes).toHaveLength(200);
    expect(notes.at(-1)).toMatchObject({ kind: 'mark', text: 'the end', tab: 'tab-1' });
  });

  it('change nothing of what is found', () => {
    const clicks = (noted: boolean) => {
      const recording = page(el('button', { id: 'pay' }, 'Pay now')).clicks('#pay', 5, 300);
      if (noted) recording.plugin(PLUGIN.console, { level: 'error', text: 'x' }).plugin(PLUGIN.mark, { step: 'pay' });
      return read(recording.wait(9_000).scroll()).findings;
    };
    expect(clicks(true)).toEqual(clicks(false));
    expect(clicks(true)).not.toEqual([]);
  });
});

describe('vitals', () => {
  it('stand with the view with which their document began, as they were told last', () => {
    const recording = shop()
      .plugin(PLUGIN.vital, { name: 'LCP', value: 1200 })
      .plugin(PLUGIN.navigation, { kind: 'push', from: '', to: 'https://shop.test/pay' })
      .plugin(PLUGIN.vital, { name: 'LCP', value: 1300 })
      .plugin(PLUGIN.vital, { name: 'CLS', value: 0.25 })
      .plugin(PLUGIN.vital, { name: '__proto__', value: 1 })
      .plugin(PLUGIN.vital, { name: 'INP', value: -4 });
    expect(read(recording).pages.map(({ url, vitals }) => [url, vitals])).toEqual([
      ['https://shop.test/checkout', { LCP: 1300, CLS: 0.25 }],
      ['https://shop.test/pay', undefined],
    ]);
  });
});

describe('what the site said', () => {
  it('stands as it was said last, also over tabs', () => {
    const first = shop()
      .plugin(PLUGIN.person, { id: 'guest', traits: { cart: 'full' } })
      .wait(1_000)
      .plugin(PLUGIN.person, { id: 'ann', traits: { plan: 'gold', mail: 'Ann@Shop.Example' } })
      .plugin(PLUGIN.attributes, { attributes: { test: 'A', beta: true, nested: { no: 1 } } });
    const second = shop()
      .wait(5_000)
      .plugin(PLUGIN.person, { id: 'ann', traits: { plan: 'silver' } })
      .plugin(PLUGIN.attributes, { attributes: { test: 'B' } })
      .plugin(PLUGIN.person, { id: '', traits: {} });
    const tabs = [second.tab('tab-b'), first.tab('tab-a')];
    const { person, traits, attributes, search } = detect(tabs, { closed: true });
    expect({ person, traits, attributes }).toEqual({
      person: 'ann',
      traits: { plan: 'silver', mail: 'Ann@Shop.Example' },
      attributes: { test: 'B', beta: 'true' },
    });
    expect(search.split('\n').slice(0, 3)).toEqual(['ann', 'silver', 'ann@shop.example']);
    expect(search).toContain('test b');
  });

  it('is bounded', () => {
    const many = Object.fromEntries(
      Array.from({ length: 100 }, (_, n) => [`name ${n} ${'x'.repeat(99)}`, 'y'.repeat(999)]),
    );
    const recording = shop().plugin(PLUGIN.person, { id: 'z'.repeat(999), traits: many });
    const { person, traits } = read(recording);
    expect(person).toHaveLength(200);
    expect(Object.keys(traits)).toHaveLength(30);
    expect(Math.max(...Object.entries(traits).flatMap(([name, value]) => [name.length, value.length]))).toBe(200);
  });
});

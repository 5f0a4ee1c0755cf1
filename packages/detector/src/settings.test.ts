import { type DetectionSettings, WEIGHT_MAX } from '@falter/wire';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { detect, judge, readSession } from './detect.ts';
import { el, page, type RecordingBuilder } from './recording-builder.ts';
import { activeSignals } from './settings.ts';
import { signalInfos } from './signal-infos.ts';
import { signals } from './signals/index.ts';

/** Five clicks on a dead button, then an error, on /checkout. */
function visit(): RecordingBuilder {
  const recording = page(el('button', { id: 'pay' }, 'Pay now')).clicks('#pay', 5, 300);
  return recording.wait(9_000).error().wait(9_000).scroll();
}

const under = (settings?: unknown) =>
  detect([visit().tab()], { closed: true, settings: settings as DetectionSettings | undefined });
const found = (settings?: unknown) => new Set(under(settings).findings.map(({ signal }) => signal));
const own = (id: string, values: object) => ({ signals: { [id]: values }, ignoredPages: [] });

describe('a signal', () => {
  it('is looked for, or is off', () => {
    expect(found()).toEqual(new Set(['rage-click', 'dead-click', 'js-error']));
    expect(found(own('rage-click', { off: true }))).toEqual(new Set(['dead-click', 'js-error']));
    expect(found(own('rage-click', { off: false }))).toEqual(found());
  });

  it('has the weight that it is given, in the score', () => {
    const points = (settings?: unknown) =>
      under(settings).score.parts.find(({ signal }) => signal === 'js-error')?.points;
    expect(points()).toBe(12);
    expect(points(own('js-error', { weight: 50 }))).toBe(50);
    expect(points(own('js-error', { weight: 0 }))).toBe(0);
    expect(under(own('js-error', { weight: 50 })).score.value).toBeGreaterThan(under().score.value);
  });

  it('has the numbers that it is given', () => {
    expect(found(own('rage-click', { options: { clicks: 5 } }))).toContain('rage-click');
    expect(found(own('rage-click', { options: { clicks: 6 } }))).not.toContain('rage-click');
    expect(found(own('rage-click', { options: { withinMs: 100 } }))).not.toContain('rage-click');
  });

  it('is not looked for on pages of its own', () => {
    expect(found(own('rage-click', { ignoredPages: ['/checkout'] }))).toEqual(new Set(['dead-click', 'js-error']));
    expect(found(own('rage-click', { ignoredPages: ['/cart'] }))).toEqual(found());
  });
});

describe('a dead click that made something fail', () => {
  const off = (...ids: string[]) => Object.fromEntries(ids.map((id) => [id, { off: true }]));
  const told = (signals: object, fails: (after: RecordingBuilder) => void, ignoredPages: string[] = []) => {
    const recording = page(el('button', { id: 'pay' }, 'Pay now')).click('#pay', fails);
    const once = { 'dead-click': { options: { errorMs: 1000 } } };
    const settings = { signals: { ...once, ...signals }, ignoredPages } as DetectionSettings;
    return detect([recording.wait(9_000).scroll().tab()], { closed: true, settings })
      .findings.map(({ signal }) => signal)
      .sort();
  };
  const error = (after: RecordingBuilder) => void after.wait(100).error();
  const request = (after: RecordingBuilder) => void after.request({ status: 500 }, 200);

  it('is told beside its cause, unless the project wants it told once', () => {
    const both = { 'dead-click': {} };
    expect(told(both, error)).toEqual(['dead-click', 'error-click', 'js-error']);
    expect(told(both, request)).toEqual(['dead-click', 'error-click', 'failed-request']);
  });

  it('is left to whoever tells it with its cause', () => {
    expect(told({}, error)).toEqual(['error-click', 'js-error']);
    expect(told(off('error-click'), error)).toEqual(['js-error']);
    expect(told(off('js-error'), error)).toEqual(['error-click']);
    expect(told(off('error-click'), request)).toEqual(['failed-request']);
  });

  it('is told when nobody else does', () => {
    expect(told(off('error-click', 'js-error'), error)).toEqual(['dead-click']);
    expect(told(off('error-click', 'failed-request'), request)).toEqual(['dead-click']);
    const elsewhere = { 'error-click': { ignoredPages: ['/checkout'] }, 'js-error': { off: true } };
    expect(told(elsewhere, error)).toEqual(['dead-click']);
    expect(told(off('error-click', 'js-error', 'dead-click'), error)).toEqual([]);
    expect(told(off('error-click', 'js-error'), error, ['/checkout'])).toEqual([]);
  });
});

describe('a project', () => {
  it('has pages on which nothing is looked for', () => {
    expect(found({ signals: {}, ignoredPages: ['/check*'] })).toEqual(new Set());
    expect(found({ signals: {}, ignoredPages: ['/cart'] })).toEqual(found());
  });

  it('that set nothing detects as the signals are defined', () => {
    expect(under({ signals: {}, ignoredPages: [] })).toEqual(under());
  });

  it('reads what happens on ignored pages: a form may be sent from there', () => {
    const fields = ['name', 'mail'].map((id) => el('input', { id, name: id }));
    const form = page(el('form', { id: 'form' }, ...fields, el('button', { id: 'send' }, 'Send')));
    form.type('#name', 3).type('#mail', 3).wait(300);
    const judged = (ignoredPages: string[]) => {
      const settings = { signals: {}, ignoredPages };
      return detect([form.tab()], { closed: true, settings }).findings.map(({ signal }) => signal);
    };
    form.wait(6_000).visibility('left').wait(50).open('https://shop.test/cart').wait(9_000).scroll();
    expect(judged(['/cart'])).toEqual(['form-abandonment']);
    expect(judged(['/checkout'])).toEqual([]);
    const payload = { kind: 'submit', id: 0, prevented: false };
    const sent = page(el('form', { id: 'form' }, ...fields, el('button', { id: 'send' }, 'Send')));
    sent
      .type('#name', 3)
      .type('#mail', 3)
      .click('#send')
      .plugin('falter/submit@1', { ...payload, id: sent.id('#form') });
    sent.wait(900).open('https://shop.test/thanks').wait(9_000);
    const settings = { signals: {}, ignoredPages: ['/thanks'] };
    expect(detect([sent.tab()], { closed: true, settings }).findings).toEqual([]);
  });

  it('loses no finding to those on ignored pages that come before it', () => {
    const recording = page();
    for (let n = 0; n < 600; n++) {
      recording.error({ message: `word${String.fromCharCode(97 + (n % 26), 97 + Math.floor(n / 26))}` }).wait(20);
    }
    recording.open('https://shop.test/thanks').wait(100).error().wait(2_000);
    const settings = { signals: {}, ignoredPages: ['/checkout'] };
    const { findings } = detect([recording.tab()], { closed: true, settings });
    expect(findings.map((finding) => finding.page)).toEqual(['https://shop.test/thanks']);
  });
});

describe('every option', () => {
  const all = signals.flatMap((signal) => Object.keys(signal.options).map((name) => ({ signal, name })));

  it.each(all)('$signal.id $name has words for people, and its default lies within its range', ({ signal, name }) => {
    const words = signal.optionWords[name];
    expect(words?.label).toMatch(/^[A-Z].{5,80}[^.]$/);
    expect(words?.unit).not.toBe('');
    const { min = Number.NaN, max = Number.NaN, step = Number.NaN } = words ?? {};
    const standard = signal.options[name] ?? Number.NaN;
    expect(step).toBeGreaterThan(0);
    expect(standard).toBeGreaterThanOrEqual(min);
    expect(standard).toBeLessThanOrEqual(max);
    expect((standard - min) % step).toBe(0);
    expect((max - min) % step).toBe(0);
  });

  it.each(all)('$signal.id $name is told with its default, and set within its range', ({ signal, name }) => {
    const told = signalInfos.find(({ id }) => id === signal.id)?.options.find((option) => option.name === name);
    expect(told).toEqual({ name, standard: signal.options[name], ...signal.optionWords[name] });
    const set = (value: unknown) =>
      activeSignals([signal], own(signal.id, { options: { [name]: value } }))[0]?.options[name];
    const { min, max, step } = signal.optionWords[name]!;
    expect([min - 1, min, min + step, max, max + 1, Number.POSITIVE_INFINITY].map(set)).toEqual([
      ...[min, min, min + step, max, max, max],
    ]);
    expect([undefined, null, '3', Number.NaN, {}].map(set)).toEqual(Array(5).fill(signal.options[name]));
  });
});

describe('settings that make no sense', () => {
  it('of signals and options that are not known are ignored', () => {
    const { score, ...rest } = under(own('unheard-of', { off: true }));
    expect({ score, ...rest }).toEqual(under());
    expect(under(own('rage-click', { options: { speed: 7 } }))).toEqual(under());
    expect(activeSignals(signals, own('constructor', { off: true }))).toHaveLength(signals.length);
  });

  it('have weights within 0 and the most there is', () => {
    const weight = (value: unknown) => activeSignals(signals, own('js-error', { weight: value }));
    const values = [-1, 1e9, Number.NaN, '7'].map(
      (value) => weight(value).find(({ signal }) => signal.id === 'js-error')?.weight,
    );
    expect(values).toEqual([0, WEIGHT_MAX, 12, 12]);
  });

  it('of any JSON never throw', () => {
    const reading = readSession([visit().tab()], { closed: true });
    const json = fc.jsonValue({ maxDepth: 4 });
    const near = fc.record(
      { signals: fc.oneof(json, fc.dictionary(fc.constantFrom('rage-click', '__proto__'), json)), ignoredPages: json },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(fc.oneof(json, near), (settings) => {
        const { score } = judge(reading, { settings: settings as unknown as DetectionSettings });
        expect(score.value).toBeLessThanOrEqual(100);
      }),
    );
  });
});

it('a recording that was read once is judged under any settings as if it was read for them', () => {
  const reading = readSession([visit().tab()], { closed: true });
  for (const settings of [undefined, own('rage-click', { off: true }), own('js-error', { weight: 3 })]) {
    expect(judge(reading, { settings })).toEqual(under(settings));
  }
});

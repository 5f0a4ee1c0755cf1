import { describe, expect, it } from 'vitest';
import { baselines, unpublished } from './index.ts';
import type { Baseline, Seen, SeenElement, Sight } from './sight.ts';

const form = element('form', {}, null);
const parts = {
  button: element('button', { id: 'pay' }, form, 'Pay now'),
  link: element('a', { href: '/next' }, null, 'Next'),
  field: element('input', { type: 'text', name: 'city' }, form),
  text: element('p', {}, null, 'Some words'),
};

function element(tag: string, attributes: Record<string, string>, parent: SeenElement | null, words = ''): SeenElement {
  return { id: 1, tag, attributes, parent, text: () => words };
}

const click = (at: number, on: keyof typeof parts = 'button', x = 10): Seen => {
  return { kind: 'click', at, downAt: at - 60, x, y: 10, button: 0, element: parts[on] };
};
const clicks = (count: number, gap: number, on: keyof typeof parts = 'button'): Seen[] =>
  Array.from({ length: count }, (_, n) => click(1000 + n * gap, on));
const change = (kind: Exclude<Seen['kind'], 'click' | 'move' | 'address'>, at: number, names = ['']): Seen => {
  return { kind, at, element: parts.button, names };
};
const visit = (at: number, url: string): Seen => ({ kind: 'address', at, url, document: true });
const end = visit(60_000, 'https://a.test/end');
/** A pointer that goes to and fro, `ms` a stroke of `px`. */
const shake = (strokes: number, ms: number, px: number): Seen[] =>
  Array.from({ length: strokes }, (_, n) => ({
    kind: 'move' as const,
    at: 1000 + n * ms,
    x: 300 + (n % 2) * px,
    y: 200 + n,
  }));

/** By vendor and signal: what its rule flags, and what it does not. */
const EXAMPLES: Record<string, { flags: Seen[]; leaves: Seen[] }> = {
  'PostHog rage-click': { flags: clicks(3, 900), leaves: clicks(3, 1000) },
  'PostHog (own site) rage-click': { flags: clicks(4, 700), leaves: clicks(3, 700) },
  'Mixpanel rage-click': { flags: clicks(4, 900), leaves: clicks(3, 100) },
  'Amplitude rage-click': { flags: clicks(4, 300), leaves: clicks(4, 400) },
  'Datadog rage-click': { flags: clicks(3, 500), leaves: [...clicks(3, 300), change('scroll', 1250)].sort(byTime) },
  'Splunk rage-click': { flags: clicks(4, 300), leaves: clicks(4, 400) },
  'Sentry rage-click': {
    flags: [...clicks(3, 1500), end],
    leaves: [...clicks(3, 1500), change('mutation', 2000), end].sort(byTime),
  },
  'OpenReplay rage-click': { flags: clicks(3, 299), leaves: clicks(3, 300) },
  'Highlight rage-click': { flags: clicks(5, 500), leaves: clicks(5, 499) },
  'Contentsquare rage-click': { flags: clicks(3, 900), leaves: clicks(3, 1000) },
  'Conviva rage-click': { flags: clicks(3, 900), leaves: [...clicks(3, 900), change('mutation', 1100)].sort(byTime) },
  'Netaj rage-click': { flags: clicks(3, 450), leaves: clicks(3, 500) },
  'Sentry dead-click': { flags: [click(1000), end], leaves: [click(1000), change('style', 2000), end] },
  'PostHog dead-click': { flags: [click(1000), change('mutation', 3600), end], leaves: [click(1000, 'link'), end] },
  'Amplitude dead-click': { flags: [click(1000), end], leaves: [click(1000), change('mutation', 3999), end] },
  'Mixpanel dead-click': {
    flags: [click(1000), change('mutation', 1600)],
    leaves: [change('mutation', 950), click(1000)],
  },
  'Datadog dead-click': {
    flags: [click(1000), change('mutation', 1200)],
    leaves: [click(1000), change('mutation', 1090)],
  },
  'Splunk dead-click': {
    flags: [click(1000), change('mutation', 2100)],
    leaves: [click(1000), change('request', 1900)],
  },
  'OpenReplay dead-click': {
    flags: [click(1000), change('mutation', 2234)],
    leaves: [click(1000), change('mutation', 2233)],
  },
  'Amplitude error-click': {
    flags: [click(1000), change('error', 2900)],
    leaves: [click(1000), change('error', 3000)],
  },
  'Splunk error-click': { flags: [click(1000), change('error', 1900)], leaves: [click(1000), change('error', 2001)] },
  'Datadog error-click': {
    flags: [click(1000), change('mutation', 1050), change('error', 1140)],
    leaves: [click(1000), change('error', 1140)],
  },
  'Amplitude thrashed-cursor': { flags: shake(24, 80, 60), leaves: shake(24, 120, 60) },
  'Splunk thrashed-cursor': {
    flags: shake(20, 100, 80),
    leaves: [...shake(20, 400, 80), ...shifted(shake(2, 9_000, 80), 20_000)],
  },
  'OpenReplay thrashed-cursor': {
    flags: [...shake(7, 40, 5), ...shifted(shake(12, 20, 120), 260)],
    leaves: shake(40, 50, 80),
  },
  'Conviva page-loop': {
    flags: [visit(0, '/a'), visit(5000, '/b'), visit(9000, '/a'), visit(14_000, '/a')],
    leaves: [visit(0, '/a'), visit(9000, '/a'), visit(16_000, '/a')],
  },
  'Zuko form-abandonment': {
    flags: [{ ...change('input', 1000), element: parts.field } as Seen, end],
    leaves: [
      { ...change('input', 1000), element: parts.field } as Seen,
      { ...change('submit', 2000, ['submit']), element: form } as Seen,
    ],
  },
};

function byTime(a: Seen, b: Seen): number {
  return a.at - b.at;
}

function shifted(seen: readonly Seen[], ms: number): Seen[] {
  return seen.map((one) => ({ ...one, at: one.at + ms }));
}

const nameOf = ({ vendor, signal }: Baseline) => `${vendor} ${signal}`;
const found = (baseline: Baseline, sight: Sight) => baseline.find(sight).length;

describe("vendors' rules", () => {
  it('each have an example, and a name of their own', () => {
    expect(Object.keys(EXAMPLES).toSorted()).toEqual(baselines.map(nameOf).toSorted());
  });

  it.each(baselines.map((one) => [nameOf(one), one] as const))(
    '%s flags what it says, and leaves what it leaves',
    (name, one) => {
      const { flags, leaves } = EXAMPLES[name]!;
      expect(found(one, flags)).toBe(1);
      expect(found(one, leaves)).toBe(0);
    },
  );

  it('flag nothing in an empty tab, and one that nobody touches', () => {
    for (const one of baselines) {
      expect(found(one, [])).toBe(0);
      expect(
        found(one, [visit(0, '/'), change('mutation', 500), change('request', 900), change('answer', 1000), end]),
      ).toBe(0);
    }
  });

  it('say where they are published; those without a number say so', () => {
    for (const { source, rule } of baselines) {
      expect(source).toMatch(/^https:/);
      expect(rule).toMatch(/\d|no /);
    }
    const published = new Set(baselines.map(nameOf));
    for (const { vendor, signal } of unpublished) expect(published).not.toContain(`${vendor} ${signal}`);
  });
});

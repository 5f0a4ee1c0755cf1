import type { PageRow } from '@falter/wire';

type Name = keyof NonNullable<PageRow['vitals']>;

/** Where good ends and where poor begins: https://web.dev/articles/defining-core-web-vitals-thresholds. CLS has no unit, else ms. */
const BOUNDS: Readonly<Record<Name, readonly [good: number, poor: number]>> = {
  LCP: [2_500, 4_000],
  INP: [200, 500],
  CLS: [0.1, 0.25],
  FCP: [1_800, 3_000],
  TTFB: [800, 1_800],
};

const WORDS: Readonly<Record<Name, string>> = {
  LCP: 'Largest paint: until the main content was there',
  INP: 'Interaction to next paint: how long the page took to answer',
  CLS: 'Layout shift: how much jumped about',
  FCP: 'First paint: until something was there',
  TTFB: 'First byte: until the server answered',
};

export interface VitalWords {
  name: Name;
  /** `2.1 s`, `240 ms`, `0.12`. */
  value: string;
  level: 'good' | 'fair' | 'poor';
  /** What the name stands for. */
  about: string;
}

/** How a page felt: the three that count first, then what else is known. */
export function vitalWords(vitals: PageRow['vitals'] = {}): VitalWords[] {
  return (Object.keys(BOUNDS) as Name[]).flatMap((name) => {
    const value = vitals[name];
    if (value === undefined) return [];
    const [good, poor] = BOUNDS[name];
    const level = value <= good ? 'good' : value <= poor ? 'fair' : 'poor';
    return [{ name, value: valueWords(name, value), level, about: WORDS[name] }];
  });
}

function valueWords(name: Name, value: number): string {
  if (name === 'CLS') return String(Math.round(value * 100) / 100);
  return value < 1_000 ? `${Math.round(value)} ms` : `${(value / 1_000).toFixed(1)} s`;
}

import type { Found, Logs } from './log.ts';

/** From where web-vitals calls it poor (https://web.dev/articles/vitals), and how far around it two measurements differ. */
const POOR: Record<string, { limit: number; margin: number }> = {
  LCP: { limit: 4000, margin: 400 },
  INP: { limit: 500, margin: 100 },
};

/** The page's largest paint, or its reaction to input, was measured as poor. */
export function slowPages({ page }: Logs): Found[] {
  const told = new Map<string, Found>();
  let document = 0;
  for (const { what, at, path, tab, text = '', value } of page) {
    if (what === 'document') document = at;
    const band = what === 'vital' ? POOR[text] : undefined;
    const ms = Math.round(Number(value));
    if (!band || ms < band.limit - band.margin) continue;
    const name = `${document} ${tab} ${path} ${text}`;
    const from = text === 'LCP' ? document : at - ms;
    const sure = ms > band.limit + band.margin;
    const known = told.get(name);
    if (known?.sure) continue;
    told.set(name, { kind: 'slow-page', at: from, until: Math.max(at, from), sure, why: `${text} ${ms} ms` });
  }
  return [...told.values()];
}

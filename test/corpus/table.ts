import { KINDS, type Visit } from './visit.ts';

/** Visits of a family with a kind at least once: surely, not surely, and with what only looks like it. */
interface Counts {
  sure: number;
  unsure: number;
  negative: number;
}

type ByFamily = Map<string, Counts>;

function row(name: string, cells: readonly string[]): string {
  return [name.padEnd(18), ...cells.map((cell) => cell.padStart(14))].join('');
}

/** How many visits have what, by kind and family: `positive (argued) / hard negative`; then how many have each hard negative. */
export function tableOf(visits: readonly Visit[]): string {
  const families = [...new Set(visits.map(({ family }) => family))];
  const counts = new Map(KINDS.map((kind) => [kind, countsOf(visits, kind)]));
  const cell = ({ sure, unsure, negative }: Counts) => `${sure}${unsure ? ` (${unsure})` : ''} / ${negative}`;
  const lines = KINDS.map((kind) => {
    const byFamily = counts.get(kind)!;
    return row(
      kind,
      [...families, ALL].map((family) => cell(byFamily.get(family) ?? { sure: 0, unsure: 0, negative: 0 })),
    );
  });
  const total = row(
    'visits',
    [...families.map((family) => visits.filter((one) => one.family === family).length), visits.length].map(String),
  );
  return [row('', [...families, ALL]), ...lines, total, '', widgetsOf(visits)].join('\n');
}

const ALL = 'all';

function countsOf(visits: readonly Visit[], kind: string): ByFamily {
  const byFamily: ByFamily = new Map();
  for (const { family, labels } of visits) {
    const own = labels.filter((label) => label.kind === kind);
    const positives = own.filter(({ verdict }) => verdict === 'positive');
    for (const name of [family, ALL]) {
      const counts = byFamily.get(name) ?? { sure: 0, unsure: 0, negative: 0 };
      if (positives.some(({ sure }) => sure)) counts.sure++;
      else if (positives.length > 0) counts.unsure++;
      if (own.some(({ verdict }) => verdict === 'hard-negative')) counts.negative++;
      byFamily.set(name, counts);
    }
  }
  return byFamily;
}

function widgetsOf(visits: readonly Visit[]): string {
  const names = visits.flatMap(({ labels }) => [...new Set(labels.flatMap(({ widget }) => widget ?? []))]);
  const sorted = [...Map.groupBy(names, (name) => name)].toSorted(([, a], [, b]) => b.length - a.length);
  return `hard negatives, by visits: ${sorted.map(([name, all]) => `${name} ${all.length}`).join(', ')}`;
}

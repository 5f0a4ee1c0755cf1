import type { Share } from './interval.ts';
import { FALTER } from './judges.ts';
import { type Results, type Scored, temptations } from './results.ts';

/** Markdown, aligned as the formatter would. */
export function tableOf(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const widths = head.map((name, n) => Math.max(name.length, ...rows.map((row) => row[n]!.length)));
  const line = (cells: readonly string[]) => `| ${cells.map((cell, n) => cell.padEnd(widths[n]!)).join(' | ')} |`;
  return [line(head), `| ${widths.map((width) => '-'.repeat(width)).join(' | ')} |`, ...rows.map(line)].join('\n');
}

const two = (value: number): string => (Number.isNaN(value) ? '-' : value.toFixed(3));
const withInterval = ({ value, from, to }: Share): string =>
  Number.isNaN(value) ? '-' : `${two(value)} (${from.toFixed(2)}-${to.toFixed(2)})`;

/** Every judge, by signal: Falter first, then the vendors by F1. */
export function scoresTable({ scored }: Results): string {
  const bySignal = Map.groupBy(scored, ({ judge }) => judge.signal);
  const rows = [...bySignal].flatMap(([signal, own]) =>
    own
      .toSorted(byRank)
      .map(({ judge, score, recordings, unseen }) => [
        signal,
        judge.name === FALTER ? '**Falter**' : judge.name,
        withInterval(score.precision),
        withInterval(score.recall),
        withInterval(score.f1),
        `${score.right} / ${score.wrong} / ${score.missed}`,
        String(recordings),
        String(unseen),
      ]),
  );
  return tableOf(
    ['signal', 'rule of', 'precision', 'recall', 'F1', 'right / wrong / missed', 'recordings', 'not recorded'],
    rows,
  );
}

/** One line a signal: Falter, and the best of the others. */
export function shortTable({ scored }: Results): string {
  const bySignal = Map.groupBy(scored, ({ judge }) => judge.signal);
  const rows = [...bySignal].flatMap(([signal, own]) => {
    const [first, ...others] = own.toSorted(byRank);
    const best = others[0];
    if (!first || first.judge.name !== FALTER) return [];
    const { precision, recall, f1 } = first.score;
    return [
      [
        signal,
        two(precision.value),
        two(recall.value),
        two(f1.value),
        best ? `${two(best.score.f1.value)} (${best.judge.name})` : 'none published',
      ],
    ];
  });
  return tableOf(['signal', 'precision', 'recall', 'F1', 'best published rule'], rows);
}

function byRank(a: Scored, b: Scored): number {
  if (a.judge.name === FALTER) return -1;
  if (b.judge.name === FALTER) return 1;
  return (b.score.f1.value || 0) - (a.score.f1.value || 0);
}

export function temptationTable({ tempted }: Results): string {
  const { rows } = temptations(tempted);
  return tableOf(
    ['what it is', 'moments', 'flagged'],
    rows.map(([widget, count, flagged]) => [widget, String(count), String(flagged)]),
  );
}

/** Puts a text between the marks of a generated part. @throws where a file has no such part. */
export function withGenerated(page: string, name: string, text: string): string {
  const part = new RegExp(`(<!-- generated: ${name} -->\\n)[\\s\\S]*?(<!-- /generated: ${name} -->)`);
  if (!part.test(page)) throw new Error(`[bench] there is no part "${name}" to write into. Put its two marks there.`);
  return page.replace(part, (_, begin: string, end: string) => `${begin}${text}\n${end}`);
}

import type { FlagCount, Redetection } from '@falter/wire';

/** Sessions that are linked as examples, each way, of all signals together. */
const EXAMPLES = 5;

const ENDINGS: Record<Redetection['state'], string> = {
  waiting: 'waits',
  running: 'runs',
  done: '',
  cancelled: 'Cancelled: the sessions that were judged stay judged, the others are as they were.',
  failed: "Given up: the detector ended in the middle of it three times. Look at Falter's log.",
};

/** What a redetection changed, or would change, for a person: each number with what it is of. */
export function redetectionText(redetection: Redetection, url: string): string {
  const { from, to, sample, total, looked, unreadable, dryRun, state, result } = redetection;
  const some = total !== null && total > sample ? `, the newest of ${total}` : '';
  const head = `${looked} of ${sample} sessions${some} from ${day(from)} to ${day(to)} were looked at`;
  const bad = unreadable > 0 ? [`${unreadable} of them could not be read and are as they were.`] : [];
  const changed = result.signals.filter(({ before, after, added, removed }) => {
    return before.findings !== after.findings || added.length > 0 || removed.length > 0;
  });
  const rows = changed.map(({ signal, before, after }) => `  ${signal.padEnd(20)}${change(before, after, 12)}`);
  const table = rows.length > 0 ? ['', `  ${'signal'.padEnd(20)}${'sessions'.padEnd(24)}findings`, ...rows] : [];
  const all = `  ${'any signal'.padEnd(20)}${change(result.before, result.after, 12)}`;
  return `${[
    `${head}${dryRun ? ' (dry run: nothing was written).' : '.'}`,
    ...[ENDINGS[state]].filter(Boolean),
    ...bad,
    ...(table.length > 0 ? [...table, all] : ['No finding changed.']),
    ...examples(
      'newly flagged',
      changed.flatMap(({ added }) => added),
      url,
    ),
    ...examples(
      'no longer flagged',
      changed.flatMap(({ removed }) => removed),
      url,
    ),
  ].join('\n')}\n`;
}

function change(before: FlagCount, after: FlagCount, width: number): string {
  const one = (was: number, is: number): string => `${String(was).padStart(width - 4)} -> ${String(is).padEnd(width)}`;
  return `${one(before.sessions, after.sessions)}${one(before.findings, after.findings)}`.trimEnd();
}

function examples(words: string, sessions: readonly string[], url: string): string[] {
  const some = [...new Set(sessions)].slice(0, EXAMPLES);
  return some.length > 0 ? ['', `${words}, for example:`, ...some.map((id) => `  ${url}/sessions/${id}`)] : [];
}

function day(iso: string): string {
  return iso.replace('T', ' ').replace(/(:\d\d)?\.\d+Z$/, ' UTC');
}

import { findLastBatch, type IntakeSummary, listIntake, listProjects, summariseIntake } from '@falter/store';
import type { HealthPart, RecordingFacts, RefusalReason } from '@falter/wire';
import { counted, DAY_MS, iso, part, span, type Verdict } from './health-part.ts';
import { concerns } from './intake-rows.ts';
import { REFUSAL_WORDS } from './refusal-words.ts';
import type { Source } from './session-routes.ts';

/** Refused batches in an hour, and their share of all that came, from which on it is no accident any more. */
const REFUSED_MIN = 10;
const REFUSED_SHARE = 0.05;

/** Whether what comes from the pages of a project is stored. `now` in epoch milliseconds. @throws StoreError */
export async function judgeRecording({ store, project }: Source, now: number): Promise<HealthPart<RecordingFacts>> {
  const [summary, rows, projects] = await Promise.all([
    summariseIntake(store, project, now),
    listIntake(store, { project, since: now - DAY_MS, refusedOnly: false, limit: 1_000 }),
    listProjects(store),
  ]);
  const scripts = rows.filter((row) => row.outcome === 'script' && concerns(row, project, projects));
  const came = countCame(summary, project);
  const lastBatchAt = came.lastStoredAt ?? (await findLastBatch(store, project));
  const lastScript = scripts[0];
  const facts: RecordingFacts = {
    lastBatchAt: lastBatchAt === undefined ? null : iso(lastBatchAt),
    lastScriptAt: lastScript ? iso(lastScript.lastAt) : null,
    storedLastHour: came.storedLastHour,
    storedLastDay: came.storedLastDay,
    refusedLastHour: sum(came.refused, 'lastHour'),
    refusedLastDay: sum(came.refused, 'lastDay'),
  };
  const verdict =
    lastBatchAt === undefined ? beforeTheFirst(came, lastScript, now) : afterTheFirst(came, lastBatchAt, now);
  return part(verdict, facts);
}

interface Came {
  storedLastHour: number;
  storedLastDay: number;
  lastStoredAt: number | undefined;
  /** Of this project and of nobody's key, the newest first. */
  refused: IntakeSummary[];
  /** Those with a key of this project. */
  refusedOfOwn: IntakeSummary[];
}

const TAKEN: ReadonlySet<string> = new Set(['script', 'stored', 'duplicate', 'declined']);

function countCame(summary: readonly IntakeSummary[], project: string): Came {
  const stored = summary.find((row) => row.project === project && row.outcome === 'stored');
  const refused = summary.filter(({ outcome }) => !TAKEN.has(outcome)).toSorted((a, b) => b.lastAt - a.lastAt);
  return {
    storedLastHour: stored?.lastHour ?? 0,
    storedLastDay: stored?.lastDay ?? 0,
    lastStoredAt: stored?.lastAt,
    refused,
    refusedOfOwn: refused.filter((row) => row.project === project),
  };
}

/** No batch of this project was ever stored: whatever came at all says how far the way is open. */
function beforeTheFirst(
  { refused }: Came,
  script: { origin: string; lastAt: number } | undefined,
  now: number,
): Verdict {
  const [newest] = refused.filter(({ lastDay }) => lastDay > 0);
  if (newest) {
    const { meaning, todo } = REFUSAL_WORDS[newest.outcome as RefusalReason];
    const cause = `No batch was stored yet, and the last that came, ${span(now - newest.lastAt)} ago, was refused. ${meaning}`;
    return { state: 'failing', cause, todo, since: newest.lastAt };
  }
  if (script) {
    const where = script.origin === '' ? 'A page' : `A page of ${script.origin}`;
    const cause = `${where} has loaded falter.js ${span(now - script.lastAt)} ago, but no batch came from it.`;
    return { state: 'warning', cause, todo: 'Check the site: Settings, Install.', since: script.lastAt };
  }
  const cause = 'Nothing has come yet: no page has asked for falter.js, and no batch has arrived.';
  return { state: 'unknown', cause, todo: 'Put the tag into your site: Settings, Install.' };
}

function afterTheFirst(came: Came, lastBatchAt: number, now: number): Verdict {
  const refused = sum(came.refusedOfOwn, 'lastHour');
  const all = came.storedLastHour + refused;
  const [worst] = came.refusedOfOwn.toSorted((a, b) => b.lastHour - a.lastHour);
  const last = `The last batch came ${span(now - lastBatchAt)} ago.`;
  if (worst && refused >= REFUSED_MIN && refused / all >= REFUSED_SHARE) {
    const { meaning, todo } = REFUSAL_WORDS[worst.outcome as RefusalReason];
    const share = `${Math.round((refused / all) * 100)} %`;
    const cause = `${refused.toLocaleString('en')} of ${counted(all, 'batch', 'batches')} in the last hour (${share}) were refused, most of them so: ${meaning}`;
    return { state: came.storedLastHour === 0 ? 'failing' : 'warning', cause, todo, since: lastBatchAt };
  }
  if (now - lastBatchAt > DAY_MS) {
    const todo = 'If the site has visitors, check that the tag is still on it: Settings, Install.';
    return { state: 'warning', cause: `No batch came for ${span(now - lastBatchAt)}.`, todo, since: lastBatchAt };
  }
  return { state: 'ok', cause: last };
}

function sum(rows: readonly IntakeSummary[], column: 'lastHour' | 'lastDay'): number {
  return rows.reduce((total, row) => total + row[column], 0);
}

import {
  type AssetTexts,
  type Client,
  findSession,
  findSourceMap,
  listSourceMaps,
  streamBatches,
  summariseRecording,
  type TabSummary,
} from '@falter/store';
import type { Session, StepList, StepStack } from '@falter/wire';
import type { Context } from 'hono';
import type { AuditOnce } from './audit-once.ts';
import type { CodeReader } from './code-reader.ts';
import { sha256Hex } from './equal.ts';
import { refuseErased } from './erasure-routes.ts';
import { ApiError } from './problem.ts';
import { sessionFromRecording } from './rows.ts';
import type { StepsQuery } from './session-query.ts';
import type { StepAnswers, Worked } from './step-answers.ts';
import { stepsBatches } from './steps-batches.ts';
import type { StepsReader } from './steps-reader.ts';

export interface StepsParts {
  store: Client;
  project: string;
  looked: AuditOnce;
  texts: AssetTexts;
  answers: StepAnswers;
  reader: StepsReader | undefined;
  code: CodeReader | undefined;
}

/** Scripts of a session whose maps are read, for the stacks of its errors; stacks that are looked at. */
const FILES_MAX = 8;
const STACKS_MAX = 20;

/**
 * GET /sessions/ID/steps: the rows beside the replay. They show what a person did as much as the picture does, so who looks is written
 * down first: where that fails, nobody looks.
 * @throws ApiError `unknown_session`, `erased`, `no_recording`, `too_expensive`, `store_unavailable`
 */
export async function showSteps(c: Context, parts: StepsParts, of: StepsQuery & { id: string }): Promise<StepList> {
  const { store, project, reader, looked, answers } = parts;
  if (!reader) throw new ApiError('unknown_route', 'This server makes no steps of recordings.');
  const key = { project, session: of.id };
  const [stored, tabs] = await Promise.all([findSession(store, key), summariseRecording(store, key)]);
  if (tabs.length === 0) {
    await refuseErased(store, project, of.id);
    throw new ApiError('no_recording', 'There is no recording of this session, or no longer.');
  }
  await looked.write(c, { project, kind: 'watched-session', subject: of.id, why: '', count: 1 });
  const session = stored ?? sessionFromRecording(key, tabs);
  const version = versionOf(session, tabs);
  const work = () => read({ ...parts, reader }, session, version);
  const worked = await answers.of(JSON.stringify([project, of.id]), version, work);
  const now = session.closed ? null : nowOf(session, tabs);
  if (of.known === worked.version) return { ...worked, rows: [], stacks: [], unchanged: true, now };
  const rows = of.tab === '' ? worked.rows : worked.rows.filter(({ tab }) => tab === of.tab);
  return { ...worked, rows, unchanged: false, now };
}

async function read(
  { store, project, texts, reader, code }: StepsParts & { reader: StepsReader },
  session: Session,
  version: string,
): Promise<Worked> {
  const stored = await streamBatches(store, { project, session: session.id });
  let isCut = false;
  const batches = stepsBatches(stored, { texts, project }, () => {
    isCut = true;
  });
  const told = await reader.read(batches, session).finally(() => stored.destroy());
  const stacks = await inOriginalCode(told.stacks, { store, project, release: session.release, reader, code });
  const leftOut = isCut
    ? [...told.leftOut, 'The recording is so large that only its beginning was read.']
    : told.leftOut;
  return { version, rows: told.rows, stacks, leftOut };
}

type CodeParts = Pick<StepsParts, 'store' | 'project' | 'code'> & { reader: StepsReader; release: string };

/** Only where the release has source maps at all, which is asked for first: a map is megabytes. */
async function inOriginalCode(stacks: readonly string[], parts: CodeParts): Promise<StepStack[]> {
  const { store, project, release, reader, code } = parts;
  const maps = new Map<string, string>();
  const isMapped =
    stacks.length > 0 && release !== '' && (await listSourceMaps(store, { project, release })).length > 0;
  const files = code && isMapped ? stacks.slice(0, STACKS_MAX).flatMap((stack) => code.files(stack)) : [];
  for (const url of [...new Set(files)].slice(0, FILES_MAX)) {
    const map = await findSourceMap(store, { project, release, url });
    if (map !== undefined) maps.set(url, map);
  }
  const frames = maps.size === 0 ? [] : await reader.frames(stacks.slice(0, STACKS_MAX), maps);
  return stacks.map((text, n) => ({ text, frames: frames[n] ?? [] }));
}

/** Changes whenever the rows may: something came, something became known of the session, or it is over. */
function versionOf({ startedAt, closed, release }: Session, tabs: readonly TabSummary[]): string {
  const parts = tabs.map(({ tab, batches, bytes }) => [tab, batches, bytes]);
  return sha256Hex(JSON.stringify([startedAt, closed, release, parts])).slice(0, 32);
}

/** The visitor's clock as it stands: what it was at the last batch, and what passed since. */
function nowOf({ startedAt }: Session, tabs: readonly TabSummary[]): number {
  const last = tabs.reduce((latest, tab) => (tab.lastReceivedAt > latest.lastReceivedAt ? tab : latest));
  return Math.max(0, Math.round(last.lastSentAt + (Date.now() - last.lastReceivedAt) - startedAt));
}

import { setTimeout as sleep } from 'node:timers/promises';
import { frame, gzip, IMPORT_AGENT, WIRE_VERSION } from '@falter/wire';
import type { ImportPlan, PlannedBatch } from './import-plan.ts';

/** Where recordings are sent to: a Falter that runs. */
export interface Destination {
  /** `http://127.0.0.1:4600`. */
  url: string;
  adminToken: string;
  project: string;
}

/** Milliseconds for which a Falter that does not answer, or answers "later", is asked again. */
const PATIENCE_MS = 60_000;
const AGAIN_AFTER_MS = 500;

/** What became of a recording: something of it is new, or all of it was there. */
export type Sent = 'imported' | 'already there';

/** A refusal of one recording; the others can still be sent. */
export class RefusedByFalter extends Error {}

/** Hashes of the style sheets that a Falter has, as far as this import has heard. */
export type HasSheets = Set<string>;

/**
 * Sends one recording, batch after batch, and the style sheets that are asked for. What was sent before is not stored again, so an import
 * that broke off is begun anew.
 * @throws RefusedByFalter for this recording, Error when there is no sense in sending others.
 */
export async function sendRecording(
  plan: ImportPlan,
  to: Destination & { has: HasSheets },
  onBytes: (bytes: number) => void,
): Promise<Sent> {
  let fresh = false;
  for (const [index, batch] of plan.batches.entries()) {
    const last = index === plan.batches.length - 1;
    // With its last batch a session is closed and judged: the sheets have to be there.
    if (last) await sendSheets(batch.assets, plan, to);
    const { stored, need = [] } = await post('import', await bodyOf(batch, plan), {
      ...to,
      agent: last ? IMPORT_AGENT : '',
    });
    if (stored === 'new') fresh = true;
    for (const hash of batch.assets) if (!need.includes(hash)) to.has.add(hash);
    await sendSheets(need, plan, to);
    onBytes(Buffer.byteLength(batch.lines));
  }
  return fresh ? 'imported' : 'already there';
}

async function bodyOf({ tab, seq, lines, sentAt, assets }: PlannedBatch, plan: ImportPlan): Promise<Uint8Array> {
  const ids = { key: '', session: plan.session, secret: plan.secret, tab, page: 'imported-recording', release: '' };
  const counters = { dropped: 0, faults: 0 };
  const envelope = { v: WIRE_VERSION, ...ids, seq, sentAt, counters, ...(assets.length > 0 && { assets }) } as const;
  return frame(envelope, await gzip(new TextEncoder().encode(lines)));
}

/** Those that this recording has and the Falter, as far as is known, has not. */
async function sendSheets(
  hashes: readonly string[],
  { session, secret, sheets }: ImportPlan,
  to: Destination & { has: HasSheets },
): Promise<void> {
  for (const hash of hashes) {
    const sheet = sheets.get(hash);
    if (!sheet || to.has.has(hash)) continue;
    const envelope = { v: WIRE_VERSION, key: '', session, secret, hash, kind: sheet.kind } as const;
    await post('import/asset', frame(envelope, await gzip(new TextEncoder().encode(sheet.text))), { ...to, agent: '' });
    to.has.add(hash);
  }
}

interface Answer {
  stored: string;
  need?: string[];
}

async function post(
  what: 'import' | 'import/asset',
  body: Uint8Array,
  { url, adminToken, project, agent }: Destination & { agent: string },
): Promise<Answer> {
  const deadline = performance.now() + PATIENCE_MS;
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'text/plain', 'user-agent': agent };
  const address = `${url}/v1/${what}?project=${encodeURIComponent(project)}`;
  for (;;) {
    const answer = await fetch(address, { method: 'POST', headers, body: body as Uint8Array<ArrayBuffer> }).catch(
      (cause: unknown) => cause as Error,
    );
    if (!(answer instanceof Error) && answer.status !== 503) return read(answer);
    if (performance.now() > deadline) {
      const advice = 'Run the same command again when it does: what is stored is not stored twice.';
      throw new Error(`[falter] the Falter at ${url} does not answer any more. ${advice}`);
    }
    await sleep(AGAIN_AFTER_MS);
  }
}

/** Only the token and the project are the same for every recording. */
async function read(answer: Response): Promise<Answer> {
  const told = (await answer.json().catch(() => ({}))) as Partial<Answer> & { error?: string; message?: string };
  const { stored, need, error = 'failed', message = '' } = told;
  if (answer.ok && stored) return { stored, ...(need && { need }) };
  if (answer.status === 401) {
    throw new Error('[falter] that Falter does not know this admin token. Set FALTER_ADMIN_TOKEN, or FALTER_DATA.');
  }
  if (error === 'unknown_project') throw new Error('[falter] there is no project of this id. Create it in the viewer.');
  if (answer.status === 404) throw new Error('[falter] that Falter takes no imports. Is it of this version?');
  throw new RefusedByFalter(`was refused (${error}): ${message.replace(/^\[\w+\] /, '')}`);
}

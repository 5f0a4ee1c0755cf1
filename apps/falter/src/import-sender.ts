import { setTimeout as sleep } from 'node:timers/promises';
import { frame, gzip, IMPORT_AGENT, WIRE_VERSION } from '@falter/wire';
import type { ImportPlan } from './import-plan.ts';

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

/**
 * Sends one recording, batch after batch. What was sent before is not stored again, so an import that broke off is begun anew.
 * @throws RefusedByFalter for this recording, Error when there is no sense in sending others.
 */
export async function sendRecording(
  plan: ImportPlan,
  to: Destination,
  onBytes: (bytes: number) => void,
): Promise<Sent> {
  let fresh = false;
  for (const [index, { tab, seq, lines, sentAt }] of plan.batches.entries()) {
    const events = new TextEncoder().encode(lines);
    const ids = { key: '', session: plan.session, secret: plan.secret, tab, page: 'imported-recording', release: '' };
    const counters = { dropped: 0, faults: 0 };
    const body = frame({ v: WIRE_VERSION, ...ids, seq, sentAt, counters }, await gzip(events));
    const last = index === plan.batches.length - 1;
    if ((await post(body, to, last ? IMPORT_AGENT : '')) === 'new') fresh = true;
    onBytes(events.length);
  }
  return fresh ? 'imported' : 'already there';
}

async function post(body: Uint8Array, { url, adminToken, project }: Destination, agent: string): Promise<string> {
  const deadline = performance.now() + PATIENCE_MS;
  const headers = { authorization: `Bearer ${adminToken}`, 'content-type': 'text/plain', 'user-agent': agent };
  const address = `${url}/v1/import?project=${encodeURIComponent(project)}`;
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
async function read(answer: Response): Promise<string> {
  const { stored, error = 'failed', message = '' } = (await answer.json().catch(() => ({}))) as Record<string, string>;
  if (answer.ok && stored) return stored;
  if (answer.status === 401) {
    throw new Error('[falter] that Falter does not know this admin token. Set FALTER_ADMIN_TOKEN, or FALTER_DATA.');
  }
  if (error === 'unknown_project') throw new Error('[falter] there is no project of this id. Create it in the viewer.');
  if (answer.status === 404) throw new Error('[falter] that Falter takes no imports. Is it of this version?');
  throw new RefusedByFalter(`was refused (${error}): ${message.replace(/^\[\w+\] /, '')}`);
}

import { createHash } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Health, HealthPart } from '@falter/wire';
import { jsonOf, type Patient, type Told } from './doctor-patient.ts';
import { type Finding, failed, ok, type StepReport, skipped } from './doctor-step.ts';

/** Something answers there, and it is a Falter. */
export async function reach(patient: Patient): Promise<Finding> {
  const told = await patient.ask('/healthz');
  if (told.status === 0) {
    const advice = 'Start it with "npm start" (or falter start), or give its address with --url or PORT.';
    return failed(`Falter is not running at ${patient.url} (${told.fault}).`, advice);
  }
  if (jsonOf<{ ok?: boolean }>(told)?.ok) return ok(`Falter answers at ${patient.url}.`);
  const advice =
    'Give the address of a Falter with --url, or look at what the proxy in front of it does with /healthz.';
  return failed(`What answers at ${patient.url} is no Falter (status ${told.status}).`, advice);
}

/** The store behind it answers and nothing of it is damaged. */
export async function readiness(patient: Patient): Promise<Finding> {
  const told = await patient.ask('/readyz');
  const state = jsonOf<{ ready?: boolean; damagedParts?: number }>(told);
  if (!state?.ready) {
    const advice = 'Look into the log of ClickHouse (logs/ in the data directory, or that of your own server).';
    return failed(`It is not ready: the store does not answer (status ${told.status}).`, advice);
  }
  if (!state.damagedParts) return ok('It is ready: the store answers, nothing of it is damaged.');
  const advice = 'Check the disk, then restore the data directory from a backup.';
  return failed(`It is ready, but ${state.damagedParts} damaged parts of its tables were put aside.`, advice);
}

/** What pages load is there and is a script. */
export async function snippet(patient: Patient): Promise<Finding> {
  const { status, type, text, fault } = await patient.ask('/falter.js');
  if (status === 200 && type.includes('javascript') && text.includes('/v1/settings')) return fetched(patient, text);
  const what = status === 200 ? `something else (${type || 'no type'})` : fault || `status ${status}`;
  const advice = 'If a proxy stands before Falter, let it pass /falter.js on; in a checkout, run "npm run build".';
  return failed(`Pages do not get the snippet: /falter.js is ${what}.`, advice);
}

/** What each script fetches is there (the loader the recorder, this the extras), and is what it must hash to: else browsers refuse it. */
async function fetched(patient: Patient, loader: string): Promise<Finding> {
  const advice = 'If a proxy stands before Falter, let it pass /v/* on unchanged; in a checkout, run "npm run build".';
  let from = loader;
  let size = loader.length;
  for (const what of ['recorder', 'extras', 'beyond']) {
    const [path = ''] = new RegExp(`/v/[0-9a-f]{16}/falter\\.${what}\\.js`).exec(from) ?? [];
    const { status, text } = await patient.ask(path);
    if (status !== 200)
      return failed(`Pages get /falter.js, but not its ${what}: ${path} has status ${status}.`, advice);
    const hash = createHash('sha256').update(text).digest('base64');
    if (!from.includes(hash)) return failed(`Browsers refuse the ${what}: ${path} is not what was built.`, advice);
    size += text.length;
    from = text;
  }
  const kib = Math.round(size / 1024);
  return ok(`Pages get the snippet: /falter.js, its recorder and extras, ${kib} KiB before compression.`);
}

/** The API knows the token. */
export async function token(patient: Patient, given: string): Promise<Finding> {
  const advice = 'Set FALTER_ADMIN_TOKEN to the token of this Falter, or FALTER_DATA to its data directory.';
  if (!given) return failed('Nobody told the admin token.', advice);
  const told = await patient.askApi('/me');
  if (told.status === 200) return ok('The API takes the admin token.');
  if (told.status === 401) return failed('The API does not know this admin token.', advice);
  return failed(`The API answered ${told.status || told.fault}.`, 'Look into logs/falter.log of the data directory.');
}

const PARTS = ['recording', 'detecting', 'storing'] as const;

/** Milliseconds for which a detector's next sign of life is waited for: it begins a moment after the server. */
const FIRST_BEAT_MS = 20_000;
const LOOK_AGAIN_MS = 500;

/** What Falter says of its own health: a line for each third. */
export async function selfReport(patient: Patient): Promise<StepReport[]> {
  const told = await askHealth(patient);
  const health = told.status === 200 ? jsonOf<Health>(told) : undefined;
  if (!health) {
    const finding = failed(`It does not tell its health (status ${told.status}).`, 'Is it of the same version?');
    return PARTS.map((part) => ({ step: part, ...finding }));
  }
  return PARTS.map((part) => ({ step: part, ...judge(part, health[part]) }));
}

async function askHealth(patient: Patient): Promise<Told> {
  const deadline = performance.now() + FIRST_BEAT_MS;
  for (;;) {
    const told = await patient.askApi('/health');
    const { detecting, storing } = jsonOf<Health>(told) ?? {};
    const silent = detecting?.state === 'unknown' || detecting?.state === 'failing';
    const mayBegin = silent && storing?.state !== 'failing';
    if (!mayBegin || performance.now() > deadline) return told;
    await sleep(LOOK_AGAIN_MS);
  }
}

function judge(part: (typeof PARTS)[number], { state, cause, todo }: HealthPart<unknown>): Finding {
  if (state === 'ok') return ok(cause);
  // A fresh installation has recorded nothing, and a quiet site is no fault: the doctor's own visit proves the way.
  if (state === 'warning' || (state === 'unknown' && part === 'recording')) {
    return { outcome: 'ok', found: `${state}: ${cause}`, todo };
  }
  if (state === 'unknown' && part === 'storing') return skipped(`unknown: ${cause}`, todo);
  return failed(`${state}: ${cause}`, todo);
}

import { setTimeout as sleep } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import {
  type Arrivals,
  DOCTOR_AGENT,
  type FindingList,
  frame,
  gzip,
  type RecordedEvent,
  WIRE_VERSION,
  writeEventLines,
} from '@falter/wire';
import { jsonOf, type Patient, type Told } from './doctor-patient.ts';
import { type Finding, failed, ok } from './doctor-step.ts';
import { doctorId, recordVisit } from './doctor-visit.ts';

/** Milliseconds between two looks for the finding. */
const LOOK_AGAIN_MS = 300;

/** A visit of the doctor's own: what was sent, to be found again. */
export interface Visit {
  session: string;
  events: RecordedEvent[];
}

/** Sends a small recording with a rage click, as a page of the site would. `key` instead of the project's own. */
export async function send(patient: Patient, key?: string): Promise<Finding & { visit?: Visit }> {
  const told = await patient.askApi('/health/arrivals');
  const known = told.status === 200 ? jsonOf<Arrivals>(told) : undefined;
  if (!known) return failed(`The write key cannot be asked for (status ${told.status}).`, 'Set FALTER_KEY to it.');
  const [allowed] = known.origins;
  if (!allowed) {
    const advice = 'Add the origin of your site in the viewer: Settings, Project. Or set FALTER_ORIGINS and restart.';
    return failed(`The project "${known.project}" has no allowed origin, so no page may send.`, advice);
  }
  const origin = allowed.replace(/:\*$/, '');
  const visit = { session: doctorId(), events: recordVisit(`${origin}/falter-doctor`, Date.now()) };
  const answer = await post(patient, { visit, origin, key: key || known.writeKey });
  const { stored, error, message = '' } = jsonOf<Record<string, string>>(answer) ?? {};
  if (answer.status === 200 && stored) {
    const found = `A batch from ${origin} was taken and is on disk (${visit.events.length} events).`;
    return { ...ok(found), visit };
  }
  const reason = error ? `${error}: ${message.replace(/^\[\w+\] /, '')}` : answer.fault || `status ${answer.status}`;
  return failed(`A batch from ${origin} was refused (${reason})`, adviceFor(error));
}

function adviceFor(error: string | undefined): string {
  if (error === 'unknown_key') return 'Unset FALTER_KEY, or set it to a write key of the project.';
  if (error === 'foreign_origin') return 'Changes of the allowed origins take 5 s to be known: try again.';
  if (error === 'store_unavailable') return 'Look at Storing, above.';
  return 'If a proxy stands before Falter, let it pass POST /v1/batch on with its Origin header; look into the log.';
}

function post(patient: Patient, { visit, origin, key }: { visit: Visit; origin: string; key: string }): Promise<Told> {
  const ids = {
    session: visit.session,
    secret: doctorId(),
    tab: doctorId(),
    page: doctorId(),
    release: 'falter-doctor',
  };
  const counters = { dropped: 0, faults: 0 };
  const envelope = { v: WIRE_VERSION, key, ...ids, seq: 0, sentAt: Date.now(), counters } as const;
  const lines = new TextEncoder().encode(writeEventLines(visit.events));
  const headers = { 'content-type': 'text/plain', origin, 'user-agent': DOCTOR_AGENT };
  return gzip(lines).then((events) => {
    const body = frame(envelope, events) as Uint8Array<ArrayBuffer>;
    return patient.ask('/v1/batch', { method: 'POST', headers, body });
  });
}

/** Waits until the rage click of the visit was found, for `withinMs` at most. */
export async function detect(patient: Patient, { session }: Visit, withinMs: number): Promise<Finding> {
  const began = performance.now();
  for (;;) {
    const { findings = [] } = jsonOf<FindingList>(await patient.askApi(`/sessions/${session}/findings`)) ?? {};
    const rage = findings.find(({ signal }) => signal === 'rage-click');
    const tookMs = performance.now() - began;
    if (rage) return ok(`The rage click in it was found after ${(tookMs / 1000).toFixed(1)} s: ${rage.why}`);
    if (tookMs > withinMs) break;
    await sleep(LOOK_AGAIN_MS);
  }
  const others = 'If "detecting" is well, is the signal rage-click switched off in Settings, Signals?';
  return failed(`The rage click in it was not found within ${withinMs / 1000} s.`, others);
}

/** Reads the recording back: it must be what was sent, event by event. */
export async function playBack(patient: Patient, { session, events }: Visit): Promise<Finding> {
  const told = await patient.askApi(`/sessions/${session}/recording`);
  const link = `${patient.url}/sessions/${session}`;
  if (told.status !== 200) {
    return failed(`Its recording cannot be read (status ${told.status}).`, 'Look into logs/falter.log.');
  }
  const lines = told.text.split('\n').filter(Boolean);
  const read = lines.map((line) => jsonOf<RecordedEvent>({ ...told, text: line }));
  if (isDeepStrictEqual(read, JSON.parse(JSON.stringify(events)))) {
    return ok(`Its recording reads back event by event as it was sent; watch it at ${link}`);
  }
  const found = `Its recording is not what was sent: ${lines.length} events for ${events.length}.`;
  return failed(found, `Compare it at ${link}, and report it.`);
}

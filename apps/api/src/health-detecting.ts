import { type DetectorBeat, findDetectorBeat } from '@falter/store';
import type { DetectingFacts, HealthPart } from '@falter/wire';
import { counted, iso, MINUTE_MS, part, span, type Verdict } from './health-part.ts';
import type { Source } from './session-routes.ts';

/** Milliseconds without a sign of life after which a detector is taken for dead: it gives one every 3 s. */
const SILENT_MS = 20_000;

/** Milliseconds that a session may wait for its look. A support agent waits for seconds; ten minutes are another call. */
const LATE_MS = MINUTE_MS;
const TOO_LATE_MS: number = 10 * MINUTE_MS;

const LOG = 'Look for "detector" in logs/falter.log of the data directory';

/** Whether what is stored is looked at, and soon. @throws StoreError */
export async function judgeDetecting({ store }: Source, now: number): Promise<HealthPart<DetectingFacts>> {
  const beat = await findDetectorBeat(store);
  return part(judge(beat, now), {
    lastBeatAt: beat ? iso(beat.at) : null,
    behindMs: beat?.behindMs ?? null,
    waitingSessions: beat?.waiting ?? null,
    failingSessions: beat?.failing ?? null,
  });
}

function judge(beat: DetectorBeat | undefined, now: number): Verdict {
  if (!beat) {
    const cause = 'The detector has never given a sign of life.';
    return { state: 'unknown', cause, todo: `Restart Falter. If this stays, ${LOG.toLowerCase()}.` };
  }
  const { ageMs, behindMs, waiting, failing } = beat;
  if (ageMs > SILENT_MS) {
    const cause = `The detector is silent for ${span(ageMs)}: sessions are recorded, but nobody looks for struggle in them.`;
    return { state: 'failing', cause, todo: `${LOG}, then restart Falter.`, since: beat.at };
  }
  if (behindMs > LATE_MS) {
    const cause = `The detector is ${span(behindMs)} behind; ${counted(waiting, 'session waits', 'sessions wait')} for it.`;
    const todo = 'Give it time if it was off or many visitors came; else give the machine another processor.';
    return { state: behindMs > TOO_LATE_MS ? 'failing' : 'warning', cause, todo, since: now - behindMs };
  }
  if (failing > 0) {
    const cause = `${counted(failing, 'session', 'sessions')} could not be looked at; it is tried again later and later.`;
    return { state: 'warning', cause, todo: `${LOG.replace('"detector"', '"could not be looked at"')}.` };
  }
  return { state: 'ok', cause: 'Sessions are looked at as they come.' };
}

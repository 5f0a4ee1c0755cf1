import { type Client, listOpenPreviews, type StoredPreview } from '@falter/store';
import { PREVIEW_ATTEMPTS_MAX, type Preview, type PreviewResult } from '@falter/wire';
import { ApiError } from './problem.ts';

/** Previews and redetections of one project that are not finished: each is some minutes of work. */
const OPEN_MAX = 5;

const NOTHING: PreviewResult = {
  signals: [],
  before: { sessions: 0, findings: 0 },
  after: { sessions: 0, findings: 0 },
  scoresBefore: [0, 0, 0, 0, 0, 0],
  scoresAfter: [0, 0, 0, 0, 0, 0],
};

/** @throws ApiError `too_many_previews` where as many are open as may be */
export async function refuseTooMany(writer: Client, project: string): Promise<void> {
  const all = await listOpenPreviews(writer);
  const open = all.filter((other) => other.project === project && stateOf(other) !== 'failed');
  if (open.length < OPEN_MAX) return;
  const advice = 'Wait until one is done, or cancel one.';
  throw new ApiError('too_many_previews', `${OPEN_MAX} previews of this project are being computed. ${advice}`);
}

/** How far it is, and what it found so far. */
export function toProgress(preview: StoredPreview): Omit<Preview, 'detection'> {
  const { id, requestedAt, since, before, sampleMax, worker, total, sample, looked, unreadable, result } = preview;
  return {
    ...{ id, state: stateOf(preview), sample, sampleMax, looked, unreadable },
    ...{ requestedAt: iso(requestedAt), from: iso(since), to: iso(before) },
    // Who claimed it counts next: until then nobody knows.
    total: worker === '' || (total === 0 && !preview.done) ? null : total,
    result: result ?? NOTHING,
  };
}

function stateOf({ done, cancelled, alive, attempts }: StoredPreview): Preview['state'] {
  if (done) return 'done';
  if (cancelled) return 'cancelled';
  if (alive) return 'running';
  return attempts >= PREVIEW_ATTEMPTS_MAX ? 'failed' : 'waiting';
}

function iso(at: number): string {
  return new Date(at).toISOString();
}

import type { DetectionSettings, PreviewResult } from '@falter/wire';
import { time } from './batches.ts';
import type { Client } from './client.ts';
import { sql } from './queries.ts';

/** Milliseconds after its last word for which a worker counts as working. It speaks every second; the engine may hang. */
const ALIVE_MS = 30_000;

/** A preview is asked for: settings over sessions of the past. Times in epoch milliseconds. */
export interface PreviewRequest {
  project: string;
  id: string;
  requestedAt: number;
  /** Sessions first seen from here (inclusive) to there (exclusive), by the server's clock. */
  since: number;
  before: number;
  /** Sessions that are looked at, the newest. */
  sampleMax: number;
  /** The settings as they were when it was asked for, and those that are tried. */
  present: DetectionSettings;
  proposed: DetectionSettings;
  /** Not settings are tried: what the store holds is compared with what the rules find now, and replaced by it. */
  redetection?: Redetected | null;
}

/** Findings that are judged anew: of these signals (empty: of all), written unless it is a dry run. */
export interface Redetected {
  signals: readonly string[];
  dryRun: boolean;
}

/** How far a worker came. */
export interface PreviewProgress {
  /** Sessions with a recording in that time, and how many of them are looked at. */
  total: number;
  sample: number;
  looked: number;
  unreadable: number;
  result: PreviewResult;
}

/** A preview with what is known of the work on it. */
export interface StoredPreview extends PreviewRequest, Omit<PreviewProgress, 'result'> {
  cancelled: boolean;
  /** Who works on it, or did last; '' when nobody began. */
  worker: string;
  /** It was heard of a moment ago. */
  alive: boolean;
  done: boolean;
  /** Workers that began and did not give it back: more than one means that some ended in the middle. */
  attempts: number;
  result: PreviewResult | null;
}

interface PreviewRow extends Omit<StoredPreview, 'present' | 'proposed' | 'result' | 'redetection'> {
  redetection: string;
  present: string;
  proposed: string;
  result: string;
}

/** Writes down what somebody asked for. */
export function requestPreview(client: Client, request: PreviewRequest): Promise<void> {
  return savePreview(client, request, false);
}

/** Nobody wants to know any more. Who works on it stops when it looks next. */
export function cancelPreview(client: Client, preview: PreviewRequest): Promise<void> {
  return savePreview(client, preview, true);
}

function savePreview(client: Client, request: PreviewRequest, cancelled: boolean): Promise<void> {
  const { project, id, requestedAt, since, before, sampleMax, present, proposed, redetection } = request;
  const row = {
    ...{ project, preview: id, revision: cancelled ? 2 : 1, requested_at: time(requestedAt) },
    ...{ since: time(since), before: time(before), sample_max: sampleMax, cancelled },
    ...{ present: JSON.stringify(present), proposed: JSON.stringify(proposed) },
    redetection: redetection ? JSON.stringify(redetection) : '',
  };
  return client.insert('previews', [row]);
}

/** One preview as it stands, or undefined. */
export async function findPreview(client: Client, project: string, id: string): Promise<StoredPreview | undefined> {
  return (await previews(client, { project, id }))[0];
}

/** Previews that are neither done nor cancelled, in the order in which they were asked for. */
export function listOpenPreviews(client: Client): Promise<StoredPreview[]> {
  return previews(client, { project: '', id: '' });
}

async function previews(client: Client, which: { project: string; id: string }): Promise<StoredPreview[]> {
  return (await client.rows<PreviewRow>(sql('preview-list'), { ...which, aliveMs: ALIVE_MS })).map(fromRow);
}

function fromRow(row: PreviewRow): StoredPreview {
  const { present, proposed, result, redetection } = row;
  return {
    ...row,
    present: JSON.parse(present) as DetectionSettings,
    proposed: JSON.parse(proposed) as DetectionSettings,
    redetection: redetection === '' ? null : (JSON.parse(redetection) as Redetected),
    result: result === '' ? null : (JSON.parse(result) as PreviewResult),
  };
}

/** A worker on a preview: `claimedAt` (epoch ms) stays the same, `revision` grows with each of its words. */
export interface PreviewWorker {
  project: string;
  id: string;
  worker: string;
  claimedAt: number;
  revision: number;
  /** Given back unfinished: somebody else may begin at once. */
  released?: boolean;
  done?: boolean;
}

/** A worker's word: that it claims a preview, how far it is, that it is done. */
export async function reportPreview(client: Client, by: PreviewWorker, progress?: PreviewProgress): Promise<void> {
  const { project, id, worker, claimedAt, revision, released = false, done = false } = by;
  const { total = 0, sample = 0, looked = 0, unreadable = 0, result } = progress ?? {};
  const row = {
    ...{ project, preview: id, worker, revision, claimed_at: time(claimedAt), released, done },
    ...{ total, sample, looked, unreadable, result: result ? JSON.stringify(result) : '' },
  };
  await client.insert('preview_work', [row]);
}

/** Sessions that a preview looks at, the newest first, and how many there are in all. */
export async function listPreviewSessions(
  client: Client,
  { project, since, before, sampleMax }: PreviewRequest,
): Promise<{ sessions: string[]; total: number }> {
  const params = { project, since, before, limit: sampleMax };
  const rows = await client.rows<{ session: string; total: number }>(sql('preview-sessions'), params);
  return { sessions: rows.map(({ session }) => session), total: rows[0]?.total ?? 0 };
}

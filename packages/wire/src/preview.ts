import type { SignalInfo } from './api.ts';
import type { DetectionSettings } from './project.ts';

/** `failed`: given up, because whoever computed it ended in the middle of it again and again. */
export type PreviewState = 'waiting' | 'running' | 'done' | 'cancelled' | 'failed';

/** What is flagged: sessions with at least one finding, and findings. */
export interface FlagCount {
  sessions: number;
  findings: number;
}

/** One signal under the settings as they are and as they are proposed, over the same sessions. */
export interface SignalPreview {
  signal: string;
  before: FlagCount;
  after: FlagCount;
  /** Ids of sessions that only the proposed settings flag, newest first, at most `PREVIEW_EXAMPLES_MAX`. */
  added: readonly string[];
  /** The same of sessions that only the settings as they are flag. */
  removed: readonly string[];
}

/** What was found in the sessions that were looked at so far. */
export interface PreviewResult {
  signals: readonly SignalPreview[];
  /** Over all signals: sessions with any finding, all findings. */
  before: FlagCount;
  after: FlagCount;
  /** Sessions by struggle score: 0, 1..20, 21..40, 41..60, 61..80, 81..100. */
  scoresBefore: readonly number[];
  scoresAfter: readonly number[];
}

/** What a change of settings would have done to sessions of the past. GET /api/v1/previews/ID. */
export interface Preview {
  id: string;
  state: PreviewState;
  requestedAt: string;
  /** When the sessions were first seen, by the server's clock: from (inclusive), to (exclusive). */
  from: string;
  to: string;
  /** The proposed settings. */
  detection: DetectionSettings;
  /** Sessions with a recording in that time; null before somebody counted. */
  total: number | null;
  /** How many of them are looked at, the newest: all, or `sampleMax`. */
  sample: number;
  sampleMax: number;
  /** Looked at so far. */
  looked: number;
  /** Of those, recordings that could not be read; they count nowhere else. */
  unreadable: number;
  result: PreviewResult;
}

/** Workers that may end in the middle of a preview before nobody begins it again: it may be what ends them. */
export const PREVIEW_ATTEMPTS_MAX = 3;

/** What is asked for with POST /api/v1/previews. */
export interface PreviewWish {
  /** The settings to try. */
  detection: DetectionSettings;
  /** Days back from now; default 7. */
  days?: number | undefined;
  /** Sessions to look at at most, the newest; default 500. */
  sampleMax?: number | undefined;
}

/** How a project detects. GET and PUT /api/v1/projects/ID/detection. */
export interface ProjectDetection {
  detection: DetectionSettings;
  /** Of `detection`: who sends it back with a change is told when somebody else changed it in the meantime. */
  version: string;
  /** What there is to set. */
  signals: readonly SignalInfo[];
}

/** Example sessions of one signal, each way. */
export const PREVIEW_EXAMPLES_MAX = 20;

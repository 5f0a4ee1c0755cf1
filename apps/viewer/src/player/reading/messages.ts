import type { RangeReport } from './run.ts';
import type { Bounds, Stretch } from './stretch.ts';

/** What a range is, as it crosses to the worker: its bytes as they came, and what `Range` in run.ts has. */
export interface RangeMessage {
  /** Another number than before begins a run anew. */
  run: number;
  startedAt: number;
  base: string;
  chunks: Uint8Array<ArrayBuffer>[];
  snapshots: { id: string; timestamp: number; bounds: Bounds | undefined }[];
  begin: string | undefined;
  told: string[];
  tellers: number[];
  absent: string[];
}

/** To the worker. `assets`: where files are, with `HASH` in the place of their hash. */
export type ToWorker =
  | { kind: 'range'; id: number; range: RangeMessage; assets: string }
  | { kind: 'text'; hash: string; text: string | undefined };

/** From the worker. */
export type FromWorker =
  | { kind: 'need'; hash: string }
  | { kind: 'stretch'; id: number; stretch: Stretch; chars: number }
  | { kind: 'read'; id: number; report: RangeReport }
  | { kind: 'failed'; id: number; why: string };

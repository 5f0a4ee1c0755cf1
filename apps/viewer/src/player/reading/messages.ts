import type { RangeReport } from './run.ts';
import type { Still } from './still.ts';
import type { Bounds, Stretch } from './stretch.ts';

/** What a range is, as it crosses to the worker: what `Range` in run.ts has, without its lines. */
export interface RangeMessage {
  /** Another number than before begins a run anew. */
  run: number;
  startedAt: number;
  base: string;
  snapshots: { id: string; timestamp: number; bounds: Bounds | undefined }[];
  begin: string | undefined;
  told: string[];
  tellers: number[];
  absent: string[];
  /** The moment that somebody waits for, epoch ms. */
  moment: number | undefined;
}

/**
 * To the worker: a range, then its bytes as they come, then their end. `assets`: where files are, with `HASH` in the place of their hash.
 * `shown`: the still is on the screen. `drop`: nobody wants the range any more.
 */
export type ToWorker =
  | { kind: 'range'; id: number; range: RangeMessage; assets: string }
  | { kind: 'bytes'; id: number; bytes: Uint8Array<ArrayBuffer> }
  | { kind: 'end' | 'drop' | 'shown'; id: number }
  | { kind: 'text'; hash: string; text: string | undefined };

/** From the worker. */
export type FromWorker =
  | { kind: 'need'; hash: string }
  | { kind: 'still'; id: number; still: Still }
  | { kind: 'stretch'; id: number; stretch: Stretch; chars: number }
  | { kind: 'read'; id: number; report: RangeReport }
  | { kind: 'failed'; id: number; why: string };

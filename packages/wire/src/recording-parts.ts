/**
 * What a part of a recording (a batch) holds, without its events. Times are epoch milliseconds of the page's clock, as in the events; 0
 * where no event has one.
 */
export interface PartRow {
  seq: number;
  events: number;
  /** Inflated bytes of its lines. */
  bytes: number;
  from: number;
  until: number;
  /** Times of the full snapshots in it, in the order of their lines. */
  snapshots: number[];
  /** Changes of the page before its first snapshot; all of them where it has none. */
  before: number;
  /** Stretches in which the visitor did something, with no pause of over a second: first, last, how often. */
  acts: [from: number, until: number, count: number][];
  /** Event lines that say what addresses on a page meant (`falter/page@1`, `falter/asset@1`). */
  told: string[];
}

/** GET /api/v1/sessions/ID/parts. */
export interface RecordingParts {
  /** In the order of their ids; sequence numbers that are not there never arrived. */
  tabs: { id: string; parts: PartRow[] }[];
  /** Hashes of assets that the recording names and nobody has sent so far. */
  absent: string[];
}

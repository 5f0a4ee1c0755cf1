import type { PartMap } from './part-map.ts';
import type { RangeReader } from './reader.ts';

/** What a film is read from. */
export interface FilmSource {
  map: PartMap;
  reader: RangeReader;
  /** The address of the viewer. */
  base: string;
  /** The lines of these parts, both included, as they stream in. */
  open(fromSeq: number, toSeq: number, alive: AbortSignal): Promise<ReadableStream<Uint8Array<ArrayBuffer>>>;
  /** Hashes of assets that never arrived. */
  absent(): string[];
  onChange(): void;
  /** Resolves when what changed is on the screen. */
  shown(): Promise<void>;
  /** It cannot be read, after a second attempt. */
  onFailure(cause: unknown): void;
}

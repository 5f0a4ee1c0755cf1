import type { RecordedEvent, scrubResource } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import type { createStates } from '../privacy/marks.ts';
import type { Preset } from '../privacy/preset.ts';
import type { Tape } from '../recording/tape.ts';

/** What a project wishes of what is beyond the page's own markup. */
export interface Wished {
  /** What canvas elements show. */
  canvas: boolean;
  /** Origins with which frames are recorded together. */
  frames: readonly string[];
}

/** What the recorder lets the part beyond it do. That part is a file of its own, fetched where a project wishes it. */
export interface Known {
  preset: Preset;
  /** Adds an event, which passes the privacy pass as those of rrweb do, unless it was masked where it was recorded: in a frame. */
  emit(event: RecordedEvent, isMasked?: boolean): void;
  /** Takes a full snapshot. */
  snapshot(): void;
  /** What waits for somebody to be there is not to be kept. */
  forget(): void;
  /** rrweb's id of a node, 0 when it has none; and the node behind an id. */
  idOf(node: Node): number;
  nodeOf(id: number): Node | null;
  guard: Guard;
  /** The address of a picture, font or style sheet without what must not leave the page, as the recording has it. */
  scrub: typeof scrubResource;
  /** Begins to look what marks say of nodes, as the page is now. */
  look: typeof createStates;
}

/** All that the part beyond knows. */
export interface Inside extends Known, Wished {
  note: Tape['note'];
}

/** The part beyond, running. */
export interface Beyond {
  /** Sees every event after it was masked. True: it goes elsewhere, and is not to be kept here. */
  see(event: RecordedEvent): boolean;
  /** Ends all of it. */
  stop(): void;
}

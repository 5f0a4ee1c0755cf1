import type { StackFrame, StepList } from '@falter/wire';

/** A batch of a recording, with its events as lines, style sheets in their places. */
export interface StepsBatch {
  tab: string;
  seq: number;
  lines: string;
}

export interface ReadSteps extends Pick<StepList, 'rows' | 'leftOut'> {
  stacks: string[];
}

/** What makes rows of words of a recording: the detector, given by whoever puts the apps together, in threads of its own. */
export interface StepsReader {
  /**
   * The rows of a session, from its batches by tab and sequence, as they stream in. `startedAt` in epoch milliseconds is what rows count
   * from; `closed`: nothing more will come.
   * @throws Error where a recording is beyond what one thread may hold
   */
  read(batches: AsyncIterable<StepsBatch>, of: { startedAt: number; closed: boolean }): Promise<ReadSteps>;
  /** The frames of each stack, in original code where `maps` has the text of the map of their file. */
  frames(stacks: readonly string[], maps: ReadonlyMap<string, string>): Promise<StackFrame[][]>;
}

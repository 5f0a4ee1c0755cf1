import type { StackFrame } from '@falter/wire';

/** What reads stacks and source maps: the detector, given by whoever puts the apps together. Pure. */
export interface CodeReader {
  /** Bytes of the largest map that it reads. */
  mapMaxBytes: number;
  /** Whether a text is a source map that can be read, and why not, in words. */
  check(map: string): { sources: number } | { fault: string };
  /** Files of a stack, without query: what maps are looked for. */
  files(stack: string): string[];
  /** The frames of a stack, in original code where `maps` has the text of the map of their file. */
  frames(stack: string, maps: ReadonlyMap<string, string>): StackFrame[];
  /** What an error means, '' where its message speaks for itself. */
  explain(title: string): string;
}

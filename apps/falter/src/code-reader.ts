import type { CodeReader } from '@falter/app-api';
import {
  explainError,
  filesOf,
  type OpenMap,
  openSourceMap,
  originalFrames,
  SOURCE_MAP_MAX_BYTES,
  SourceMapError,
} from '@falter/detector';

/** Reads stacks and source maps for the API: the detector's own way, so that what is shown is what errors are told apart by. */
export const codeReader: CodeReader = {
  mapMaxBytes: SOURCE_MAP_MAX_BYTES,
  check(map) {
    try {
      return { sources: openSourceMap(map).sources };
    } catch (error) {
      if (error instanceof SourceMapError) return { fault: sentence(error.message) };
      throw error;
    }
  },
  files: filesOf,
  frames(stack, maps) {
    const opened = new Map<string, OpenMap>([...maps].map(([file, map]) => [file, openSourceMap(map)]));
    return originalFrames(stack, (file) => opened.get(file));
  },
  explain: explainError,
};

/** `[detector] the file is ...` -> `The file is ...`. */
function sentence(message: string): string {
  const text = message.replace(/^\[\w+\] /, '');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

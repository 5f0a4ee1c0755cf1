import type { StackFrame } from '@falter/wire';
import { framesOf, isFramework, stableName } from '../causes/stack-frames.ts';
import type { OpenMap } from './source-map.ts';

/** Lines of source shown before and behind the line of a frame. */
const AROUND = 3;

/** The map of a file, by its address as the stack has it; undefined where there is none. */
export type MapOf = (file: string) => OpenMap | undefined;

/** The files of a stack, each once, without query and fragment: what maps are looked for. */
export function filesOf(stack: string): string[] {
  return [...new Set(framesOf(stack).map(({ file }) => withoutQuery(file)))].filter((file) => /^https?:/.test(file));
}

/**
 * The frames of a stack, in original code where its maps are known, with the lines around. The name of a function is the one that its
 * caller's place in the map tells, or the one that the browser told.
 */
export function originalFrames(stack: string, mapOf: MapOf): StackFrame[] {
  const frames = framesOf(stack);
  const found = frames.map(({ file, line, column }) => {
    const map = mapOf(withoutQuery(file));
    const original = map?.originalOf(line, column) ?? null;
    return { map, original };
  });
  return frames.map((frame, index): StackFrame => {
    const { map, original } = found[index]!;
    const built = { file: withoutQuery(frame.file), line: frame.line, column: frame.column };
    const name = nameIn(frame.name, found[index + 1]?.original?.name ?? '');
    if (!map || !original) {
      return { ...built, name, library: isFramework(frame), mapped: false, built, code: [] };
    }
    const { source: file, line, column } = original;
    const library = isFramework({ ...frame, file });
    return { name, file, line, column, library, mapped: true, built, code: map.linesOf(original, AROUND) };
  });
}

/** What the caller calls it in its own code, where a map tells; a name that a minifier made is better than none. */
function nameIn(told: string, called: string): string {
  if (called !== '' && (stableName(told) === '' || called.length > 2)) return called;
  return told;
}

/** A stack in original code as text, as Chromium would have written it: for the key of its issue. */
export function originalText(stack: string, mapOf: MapOf): string {
  return originalFrames(stack, mapOf)
    .map(
      ({ name, file, line, column }) =>
        `at ${name === '' ? '' : `${name} (`}${file}:${line}:${column}${name === '' ? '' : ')'}`,
    )
    .join('\n');
}

function withoutQuery(file: string): string {
  return file.split(/[?#]/)[0]!;
}

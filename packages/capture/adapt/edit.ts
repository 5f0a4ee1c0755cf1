/** Text between two landmarks of @rrweb/record's built file (the first goes, the second stays), and what stands there instead. */
export interface Cut {
  why: string;
  from: string;
  to: string;
  by: string;
}

/** A text of @rrweb/record's built file that occurs a known number of times, and what stands there instead. */
export interface Mend {
  why: string;
  text: string;
  times: number;
  by: string;
}

/** Throws when the landmark is missing or ambiguous. */
export function cut(code: string, { why, from, to, by }: Cut): string {
  const start = code.indexOf(from);
  const end = code.indexOf(to, start + from.length);
  if (start < 0 || end < 0 || code.includes(from, start + 1)) throw changed(`single "${from}"`, why);
  return code.slice(0, start) + by + code.slice(end);
}

/** Throws when the text occurs more or less often than it should. */
export function mend(code: string, { why, text, times, by }: Mend): string {
  const parts = code.split(text);
  if (parts.length !== times + 1) throw changed(`${times} "${text}" but ${parts.length - 1}`, why);
  return parts.join(by);
}

/** The error of an adaptation that no longer fits. */
export function changed(missing: string, why: string): Error {
  return new Error(`[capture] rrweb has no ${missing} (${why}). Look at its new version and adapt this folder.`);
}

/** Blocks inside blocks. Real sheets nest to five or so; 10,000 levels crash the replayer's CSS parser. */
export const CSS_NESTING_MAX = 64;

/** The same for text that may or may not stand in a sheet: what people write never gets there. */
export const TEXT_NESTING_MAX = 1_000;

/** True when a sheet nests deeper than any parser should be asked to follow. Counts braces and brackets, strings included. */
export function nestsTooDeep(css: string, limit: number = CSS_NESTING_MAX): boolean {
  let depth = 0;
  for (let at = 0; at < css.length; at++) {
    const code = css.charCodeAt(at);
    if (code === 123 || code === 40 || code === 91) {
      if (++depth > limit) return true;
    } else if ((code === 125 || code === 41 || code === 93) && depth > 0) depth--;
  }
  return false;
}

/** The sheet, or an empty one where it nests too deep. */
export function safeCss(css: string): string {
  return nestsTooDeep(css) ? '' : css;
}

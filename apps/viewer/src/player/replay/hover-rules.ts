/** Rules of a sheet that rrweb's own parser may adapt (its time grows with their square), and characters of all sheets of a replay. */
const PARSED_RULES = 10_000;
const PARSED_CHARS = 2_000_000;

/**
 * What is skipped as it stands (strings, addresses, comments, what is escaped, a feature of a medium, what follows a pseudo-element), then what is replaced. Each alternative
 * goes on from where the one before ended, so a sheet is read once.
 */
const HOVER =
  /"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|url\([^)]*\)|\/\*[\s\S]*?\*\/|\\.|hover\s*:\s*hover|::[\w-]+(?:\([^)]*\))?:hover|:hover(?![\w-])/gi;
const DEVICE_SIZE = /\b(min|max)-device-(width|height)(?=\s*:)/gi;
const MEDIA = /@media[^{;]{1,2000}/gi;

/**
 * A sheet as a replay needs it: what the recorded pointer stands on has a class `:hover`, because no real pointer is there; and the size of
 * the device is that of the frame. The same as rrweb does with a CSS parser, in one pass over the text: `:hover` becomes
 * `:is(:hover,.\:hover)`, which weighs the same.
 */
export function adaptHover(css: string): string {
  const hovered = css.replace(HOVER, (found) => (found.toLowerCase() === ':hover' ? ':is(:hover,.\\:hover)' : found));
  return hovered.replace(MEDIA, (query) => query.replace(DEVICE_SIZE, '$1-$2'));
}

/**
 * Adapted sheets, as rrweb looks them up before it adapts one by itself. Up to a limit it may; sheets beyond are adapted here, or five megabytes
 * of hover rules would stop the page for eight seconds.
 */
export class HoverRules extends Map<string, string> {
  #parsed = 0;

  override get(css: string): string | undefined {
    const known = super.get(css);
    if (known !== undefined) return known;
    if (this.#parsed + css.length <= PARSED_CHARS && rulesIn(css) <= PARSED_RULES) {
      this.#parsed += css.length;
      return undefined;
    }
    const adapted = adaptHover(css);
    this.set(css, adapted);
    return adapted;
  }
}

function rulesIn(css: string): number {
  let rules = 0;
  for (let at = css.indexOf('{'); at >= 0; at = css.indexOf('{', at + 1)) rules++;
  return rules;
}

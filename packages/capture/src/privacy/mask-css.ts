import { scrubResource } from '@falter/wire';

/** Without a quote, an address or a comment there are no words; most styles have none of them. */
const CANDIDATE = /["']|url\(|\/\*/i;

/** An address: `url(...)`, quoted or not, and `@import "..."`. Ends at its quote, or with the text. */
const ADDRESS = /(url\(\s*|@import\s+(?=["']))(?:"((?:[^"\\]+|\\.)*)|'((?:[^'\\]+|\\.)*)|([^"')\s][^)\s]*))/gis;

/** Declarations that put words on a page, with their values. Strings are whole: a semicolon inside ends nothing. */
const PROSE =
  /((?:^|[;{\s])(?:content|quotes|list-[a-z-]+|symbols|[ps]\w+fix|--[\w-]+)\s*:)((?:"(?:[^"\\]+|\\.)*(?:"|$)|'(?:[^'\\]+|\\.)*(?:'|$)|[^;}"']+)*)/gis;

const STRING = /(url\(\s*)?(?:"((?:[^"\\]+|\\.)*)(?:"|$)|'((?:[^'\\]+|\\.)*)(?:'|$))/gis;

/** rrweb's mark between the text nodes of one style element. */
const SPLIT = '/* rr_split */';

/** CSS with its words masked by `words`, its addresses without secrets, and without comments. Selectors and names stay. */
export function maskCss(css: string, words: (text: string) => string, strict: boolean): string {
  if (!CANDIDATE.test(css)) return css;
  const address = (all: string, before: string, ...quoted: string[]): string => {
    const url = quoted.slice(0, 3).find((text) => text !== undefined) ?? '';
    return before + all.slice(before.length).replace(url, () => scrubResource(url, strict));
  };
  const string = (all: string, url: string | undefined, double = '', single = ''): string =>
    url ? all : all.replace(double || single, words);
  return withoutComments(css)
    .replace(ADDRESS, address)
    .replace(PROSE, (_, name: string, value: string) => name + value.replace(STRING, string));
}

function withoutComments(css: string): string {
  if (!css.includes('/*')) return css;
  return css
    .split(SPLIT)
    .map((part) => {
      const [first = '', ...rest] = part.split('/*');
      return first + rest.map((text) => text.split(/\*\/(.*)/s)[1] ?? '').join('');
    })
    .join(SPLIT);
}

/** Characters of one line of the console, and arguments that are looked at: enough to recognise it. */
const TEXT_MAX = 1_000;
const ARGUMENTS_MAX = 10;

/** Proxies are no errors to it, and no trap of theirs runs. Chrome 134, Firefox 138; before those a trap of a proxy may run. */
const isError: (value: unknown) => boolean =
  (Error as { isError?: (value: unknown) => boolean }).isError ?? ((value) => value instanceof Error);

/**
 * What the console would show, without running code of the page: no getter, no toString, no toJSON, no prepareStackTrace. Objects are told
 * by their kind alone, because what is in them is the page's data; of errors name and message, where these are plain values.
 */
export function renderArguments(args: readonly unknown[]): string {
  const rest = args.slice(0, ARGUMENTS_MAX);
  const [first] = rest;
  const parts: string[] = [];
  if (typeof first === 'string') {
    rest.shift();
    parts.push(first.slice(0, TEXT_MAX).replace(/%[sdifoOc]/g, (sign) => fill(sign, rest)));
  }
  for (const value of rest) parts.push(say(value));
  return parts.join(' ').slice(0, TEXT_MAX);
}

/** https://console.spec.whatwg.org/#formatter; styles (`%c`) are nobody's words. */
function fill(sign: string, rest: unknown[]): string {
  if (rest.length === 0) return sign;
  const value = say(rest.shift());
  return sign === '%c' ? '' : value;
}

function say(value: unknown): string {
  if (typeof value === 'string') return value.slice(0, TEXT_MAX);
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return `${value}`;
  if (Array.isArray(value)) return '[…]';
  return isError(value) ? [plain(value, 'name') || 'Error', plain(value, 'message')].filter(Boolean).join(': ') : '{…}';
}

/** A text that stands in an object or in what it inherits from, '' where a getter would have to be asked. */
function plain(object: object, name: string): string {
  let owner: object | null = object;
  for (let depth = 0; owner && depth < 5; depth++) {
    const found = Object.getOwnPropertyDescriptor(owner, name);
    if (found) return typeof found.value === 'string' ? found.value.slice(0, TEXT_MAX) : '';
    owner = Object.getPrototypeOf(owner) as object | null;
  }
  return '';
}

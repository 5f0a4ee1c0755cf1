/** One line of a stack trace. */
export interface Frame {
  /** As the browser tells it: `Cart.total`, `async pay`, '' for code without a name. */
  name: string;
  /** Address of the script, or where a source map knows it the path of the source. */
  file: string;
  line: number;
  column: number;
}

/** Frames of a trace that are read: the topmost tell the cause, and a hostile trace may have thousands. */
const FRAMES_MAX = 50;

/** `at Cart.total (https://shop.example/app.js:10:20)`, `at https://shop.example/app.js:10:20`. */
const CHROMIUM = /^at (?:(.{1,300}?) \()?([^\s()]{1,2000}?):(\d{1,9})(?::(\d{1,9}))?\)?$/;
/** `total@https://shop.example/app.js:10:20`, of Firefox and Safari. */
const OTHERS = /^([^@\s]{0,300})@([^\s]{1,2000}?):(\d{1,9})(?::(\d{1,9}))?$/;

/** The frames of a stack trace however a browser writes it, topmost first; lines that are none are left out. */
export function framesOf(stack: string): Frame[] {
  const frames: Frame[] = [];
  for (const text of stack.split('\n')) {
    const line = text.trim();
    const [, name = '', file, row, column] = CHROMIUM.exec(line) ?? OTHERS.exec(line) ?? [];
    if (!file || file.includes('<anonymous>')) continue;
    frames.push({ name, file, line: Number(row), column: Number(column ?? 0) });
    if (frames.length >= FRAMES_MAX) break;
  }
  return frames;
}

/** Code that a site takes from others: the cause is seldom there, and its names change with each of its releases. */
const FRAMEWORK =
  /(?:^|[/\\])node_modules[/\\]|(?:^|[/.-])(?:react(?:-dom)?|scheduler|vue|angular|zone|preact|svelte|jquery|lodash|framework|polyfills?|vendors?|core-js|runtime)(?:[.@-][\w.@-]*)?\.[cm]?js$/i;

/** Whether a frame is of a framework or another library, by the name of its file. */
export function isFramework({ file }: Frame): boolean {
  return FRAMEWORK.test(file.split(/[?#]/)[0]!);
}

/** `index-Bx_3-kdQ.js`: eight characters of a build tool before the end of the name. */
const BUILD_TAIL = /[-._]([\w-]{8})(?=(?:\.[a-z]+)?\.[a-z]{2,4}$)/;

/**
 * The file of a frame, the same in another release: without host, folder, query and whatever a build tool counted or hashed. The path
 * of a source that a source map named is kept as it is.
 */
export function stableFile(file: string): string {
  const [address] = file.split(/[?#]/) as [string];
  if (!address.includes('://')) return address.replace(/^(?:\.{0,2}\/)+/, '');
  const source = /^webpack:\/\/[^/]*\/(?:\.\/)?(.+)$/.exec(address)?.[1];
  if (source) return source;
  const base = address.slice(address.lastIndexOf('/') + 1);
  const named = base.replace(BUILD_TAIL, (tail: string, run: string) => (isHash(run) ? '' : tail));
  const [end = '', ...rest] = named.split('.').reverse();
  const words = rest.reverse().filter((word) => !/^\d+$/.test(word) && !isHash(word));
  return [...words.map(withoutHash), end].join('.');
}

/** `cart-9f86d081884c7d65` -> `cart`. */
function withoutHash(word: string): string {
  return word.replace(/[-_]([^-_]+)$/, (tail: string, run: string) => (isHash(run) ? '' : tail));
}

/** Somebody's name seldom has digits among its letters, or several capitals among eight letters: a hash nearly always does. */
function isHash(word: string): boolean {
  if (/^[\da-f]{6,}$/i.test(word) && /\d/.test(word)) return true;
  if (word.length < 8 || /[-_]/.test(word.slice(0, -8))) return false;
  if (/\d/.test(word) && /[a-z]/i.test(word) && !/^[a-z]+[-_]?\d{1,2}$/i.test(word)) return true;
  return word.length === 8 && /[a-z]/.test(word) && word.replace(/[^A-Z]/g, '').length >= 2;
}

/**
 * The name of a frame's function, the same in every browser: `async Object.pay [as onClick]` and `pay/<` are `pay`. '' where there is
 * none, or only one that a minifier made.
 */
export function stableName(name: string): string {
  const own = name
    .replace(/ \[as [^\]]*\]$/, '')
    .replace(/^(?:async|new|get|set|bound) /, '')
    .replace(/[/<]+$/, '');
  const last = own.split(/[./]/).at(-1)!.replace(/^#/, '');
  return /^[\w$]{1,2}$|^\W*$|anonymous|^(?:global|module|eval) code$/.test(last) ? '' : last;
}

import { attribute, type MirrorNode, upwards } from './mirror.ts';
import { isRaw } from './raw.ts';

/** Names of colours in which pages write that something is wrong. */
const NAMED = /^(?:red|crimson|firebrick|darkred|indianred|tomato|orangered)\b/i;
/** Variables and classes of design systems that are called so. */
const CALLED = /(?:^|[-_])(?:red|danger|error|destructive|negative|critical|invalid|alert|fail)(?:[-_\d]|$)/i;
const COLOUR = /(?:^|[;{\s])color\s*:\s*([^;}!]{1,60})/gi;

/** A value of `color` that is red to whoever looks at it. */
export function isRed(value: string): boolean {
  const colour = value.trim();
  if (colour.startsWith('#')) return isRedMix(hexIn(colour));
  if (NAMED.test(colour)) return true;
  const variable = /^var\(\s*--([\w-]+)/.exec(colour)?.[1];
  if (variable !== undefined) return CALLED.test(variable);
  return isRedMix(channelsOf(colour));
}

type Channels = readonly [red: number, green: number, blue: number];

function isRedMix([red, green, blue]: Channels): boolean {
  return red >= 130 && red >= 1.8 * Math.max(green, blue);
}

function hexIn(colour: string): Channels {
  const hex = /^#([\da-f]{3,8})\b/i.exec(colour)?.[1];
  if (!hex) return [0, 0, 0];
  const width = hex.length < 6 ? 1 : 2;
  const at = (n: number): number => Number.parseInt(hex.slice(n * width, (n + 1) * width).padEnd(2, hex[n] ?? '0'), 16);
  return [at(0), at(1), at(2)];
}

function channelsOf(colour: string): Channels {
  const told = /^rgba?\(\s*(\d+)[\s,]+(\d+)[\s,]+(\d+)/i.exec(colour);
  if (told) return [Number(told[1]), Number(told[2]), Number(told[3])];
  const turned = /^hsla?\(\s*(\d+)(?:deg)?[\s,]+(\d+)%[\s,]+(\d+)%/i.exec(colour);
  // Red lies at both ends of the circle; pale and dark ones are no signal.
  const isSignal = turned && (Number(turned[1]) <= 15 || Number(turned[1]) >= 345) && Number(turned[2]) >= 45;
  return isSignal && Number(turned[3]) >= 25 && Number(turned[3]) <= 65 ? [200, 0, 0] : [0, 0, 0];
}

/** The last `color` of a block of declarations; '' for none. */
export function colourIn(block: string): string {
  return [...block.matchAll(COLOUR)].at(-1)?.[1] ?? '';
}

/** An inline style or a class of it, or of what is around it, makes it red. */
export function isRedByItself(node: MirrorNode, levels: number): boolean {
  for (const at of upwards(node, levels)) {
    const { style } = at.attributes;
    const colour = isRaw(style) ? String(style.color ?? '') : colourIn(attribute(at, 'style').slice(0, 500));
    if (colour) return isRed(colour);
    if (
      /(?:^|\s)text-(?:red-\d00|danger|error|destructive|negative)(?:$|\s)/.test(attribute(at, 'class').slice(0, 400))
    )
      return true;
  }
  return false;
}

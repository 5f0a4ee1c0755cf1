import type { ErrorStep } from '../timeline/steps.ts';
import { framesOf, isFramework, stableFile, stableName } from './stack-frames.ts';

type ErrorFacts = Pick<ErrorStep, 'name' | 'message' | 'stack' | 'source' | 'original'>;

/** Frames of the site's own code that tell one cause from another. */
const FRAMES = 3;
const MESSAGE_MAX = 200;

/**
 * What an error is by, the same in other sessions, releases and browsers: its type, its message without what changes, and the functions
 * and files of the site's own code on top of its stack: in original code where source maps are known.
 */
export function errorIdentity(error: ErrorFacts): string {
  const message = stableMessage(error.message);
  // A framework's own code says what happened; where in its insides it was thrown changes with every version of it.
  if (/^(?:react |NG)\d/.test(message)) return message;
  return [error.name, message, ...placesOf(error.original ?? error.stack, error.source)].join('\n');
}

function placesOf(stack: string, source: string): string[] {
  const frames = framesOf(stack);
  const own = frames.filter((frame) => !isFramework(frame));
  const places = (own.length > 0 ? own : frames).map(({ name, file }) => `${stableName(name)}@${stableFile(file)}`);
  // Nameless code calls nameless code: one line says as much as three.
  const told = places.filter((place, index) => place !== places[index - 1]).slice(0, FRAMES);
  return told.length > 0 ? told : source === '' ? [] : [`@${stableFile(source.replace(/(?::\d+)+$/, ''))}`];
}

/** What one mistake is called by Chromium, Firefox and Safari: something of nothing was asked for. */
const NOTHING: readonly RegExp[] = [
  /^Cannot (?:read|set) propert(?:y|ies) (?:'?(?<older>[\w$]+)'? )?of (?:undefined|null)(?: \((?:reading|setting) '(?<name>[^']+)'\))?/,
  /^can't access property "(?<name>[^"]+)", .{1,200} is (?:undefined|null)/,
  /^(?:undefined|null) is not an object \(evaluating '[^']{0,200}?\.(?<name>[\w$]+)'\)/,
  /^.{1,200} is (?:undefined|null)$/,
];

/** A message without numbers, ids and addresses, and in one wording for every browser. */
export function stableMessage(message: string): string {
  const text = message.replace(/^Uncaught (?:\(in promise\):? ?)?/, '').trim();
  const react = /Minified React error #(\d+)/.exec(text);
  if (react) return `react ${react[1]}`;
  const angular = /^(?:ERROR )?(NG0?\d{3,5})\b/.exec(text);
  if (angular) return angular[1]!;
  for (const pattern of NOTHING) {
    const groups = pattern.exec(text)?.groups;
    const name = groups?.name ?? groups?.older;
    if (name) return `property '${name}' of nothing`;
  }
  return text
    .slice(0, MESSAGE_MAX * 4)
    .replace(/\b[a-z][\w+.-]{1,20}:\/\/[^\s'")]+/gi, '<address>')
    .replace(/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}/gi, '#')
    .replace(/\b0x[\da-f]+\b|\b(?=[a-f]*\d)[\da-f]{8,}\b/gi, '#')
    .replace(/\b(?=[\w-]*\d)(?=[\w-]*[a-z])[\w-]{16,}/gi, '#')
    .replace(/\d+(?:[.,]\d+)*/g, '#')
    .replace(/\s+/g, ' ')
    .slice(0, MESSAGE_MAX);
}

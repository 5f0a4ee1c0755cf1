import { firstAfter } from '../reactions.ts';
import type { FieldLog, Filling } from './field-log.ts';
import type { FieldRework } from './form-step.ts';

/** What happened around the changes of one field, by the numbers of the events, sorted. */
export interface History {
  /** The page or the browser said something of it, or refused the form. */
  told: readonly number[];
  /** The form was sent well, or the page emptied the field: a new entry begins. */
  sent: readonly number[];
  emptied: readonly number[];
  /** How long its text was after each change, by whoever; null where that is not known. */
  sizes: readonly { index: number; size: number | null }[];
  /** It held something already when the page showed the form again with an error. */
  carried: boolean;
}

type Cut = '' | 'fresh' | 'left' | 'message';

/**
 * When something that had been entered was changed again: the changes by hand are cut where the visitor had left the field or was told
 * something, and every piece but the first is a rework, unless it only goes on.
 */
export function reworksIn(fillings: readonly Filling[], history: History): FieldRework[] {
  const found: FieldRework[] = [];
  let start = 0;
  for (let end = 1; end <= fillings.length; end++) {
    const next = fillings[end];
    if (next && cutBetween(fillings[end - 1]!, next, history) === '') continue;
    const before = fillings[start - 1];
    const after = before ? cutBetween(before, fillings[start]!, history) : history.carried ? 'message' : '';
    const rework = isRework(after) ? toRework(fillings.slice(start, end), { before, after }, history) : null;
    if (rework) found.push(rework);
    start = end;
  }
  return found;
}

function isRework(cut: Cut): cut is 'left' | 'message' {
  return cut === 'left' || cut === 'message';
}

function cutBetween(before: Filling, next: Filling, { told, sent, emptied }: History): Cut {
  if (liesBetween(sent, before, next)) return 'fresh';
  if (liesBetween(told, before, next)) return 'message';
  if (liesBetween(emptied, before, next)) return 'fresh';
  return isSameVisit(before, next) ? '' : 'left';
}

function liesBetween(indexes: readonly number[], before: Filling, next: Filling): boolean {
  let low = 0;
  let high = indexes.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (indexes[middle]! <= before.index) low = middle + 1;
    else high = middle;
  }
  return low < indexes.length && indexes[low]! < next.index;
}

function isSameVisit(before: Filling, next: Filling): boolean {
  return before.log === next.log && before.visit === next.visit;
}

interface Cause {
  before: Filling | undefined;
  after: 'left' | 'message';
}

/** Null for what only goes on: a text that is continued, and keys after a message that do not show what they do. */
function toRework(piece: readonly Filling[], { before, after }: Cause, { sizes: all }: History): FieldRework | null {
  const first = piece[0]!;
  const held = before ? (all[firstAfter(all, first.index) - 1]?.size ?? null) : null;
  const sizes = [held, ...piece.map(({ size, log }) => known(size, log))];
  const isKnown = sizes.every((size) => size !== null);
  let deleted = 0;
  for (let i = 1; i < sizes.length; i++) deleted += Math.max(0, (sizes[i - 1] ?? 0) - (sizes[i] ?? 0));
  const cleared = sizes.includes(0, 1);
  const goesOn = before !== undefined && isSameVisit(before, first);
  const isWriting = isKnown ? deleted === 0 && (after === 'left' || goesOn) : first.log.kind === 'long' || goesOn;
  if (isWriting && !cleared) return null;
  return {
    at: first.at,
    until: piece.at(-1)!.at,
    after,
    edits: piece.length,
    deleted: isKnown ? deleted : null,
    cleared,
  };
}

/** A length that the mask hides is none; an empty text is told even so. */
export function known(size: number | null, { oneLength }: FieldLog): number | null {
  return oneLength && size !== 0 ? null : size;
}

import { isEditable } from '../controls.ts';
import type { Filling } from './field-log.ts';

/** Fields that change this near in time were filled by the browser, not by hand. */
const TOGETHER_MS = 50;
/** Some browsers give each field the focus while they fill all of them in, in one task: neither a person nor a program that acts for one is that quick. */
const ONE_TASK_MS = 3;
/** A key follows the last one within this time, or the change stands alone. */
const CADENCE_MS = 2_000;

/**
 * What was filled in by hand, of what was told as the visitor's own, in order. By the browser is text that changed in several fields
 * at once without any of them having been held, or once in a field that never had the focus and in which nobody typed.
 */
export function byHand(fillings: readonly Filling[]): Filling[] {
  return fillings.filter((filling, i) => {
    if (!isEditable(filling.field)) return true;
    return !isTogether(filling, fillings[i - 1]) && !isTogether(filling, fillings[i + 1]) && !isAlone(filling);
  });
}

function isTogether(filling: Filling, other: Filling | undefined): boolean {
  if (!other || other.field.id === filling.field.id || !isEditable(other.field)) return false;
  const areHeld = filling.hold === 'held' && other.hold === 'held';
  return Math.abs(other.at - filling.at) <= (areHeld ? ONE_TASK_MS : TOGETHER_MS);
}

/** A change that no other of the same field is near to, in a field that never had the focus. */
function isAlone({ hold, log, at, number }: Filling): boolean {
  if (hold !== 'free') return false;
  const near = [log.fillings[number - 1], log.fillings[number + 1]];
  return !near.some((other) => other !== undefined && Math.abs(other.at - at) <= CADENCE_MS);
}

import { whose } from './timeline/errors.ts';
import { grouped } from './timeline/grouped.ts';
import type { ErrorStep, NoteStep, Step } from './timeline/steps.ts';
import { speakable, times } from './timeline/wording.ts';

/** Characters of an error that are quoted. */
const SAID_MAX = 160;

/**
 * Errors that happened in a page and are not the page's own, in words: they are no findings and in no rate, but whoever wonders what a
 * visitor saw should know of them. Those of one view with the same words are one note, however often they came.
 */
export function foreignErrors(steps: readonly Step[]): NoteStep[] {
  const foreign = steps.filter((step): step is ErrorStep => step.kind === 'error' && isForeign(step));
  const groups = grouped(foreign, (step) =>
    [step.tab, step.view, whose(step), whose(step) === 'extension' ? saidBy(step) : ''].join('\n'),
  );
  return groups.map((group): NoteStep => {
    const [first] = group as [ErrorStep];
    const { tab, at, view } = first;
    return { kind: 'note', note: 'foreign-error', tab, at, view, text: wordsOf(first, group.length) };
  });
}

function isForeign(step: ErrorStep): boolean {
  const who = whose(step);
  return who === 'extension' || who === 'other-site';
}

function wordsOf(step: ErrorStep, count: number): string {
  const often = count === 1 ? '' : `, ${times(count)}`;
  if (whose(step) === 'other-site')
    return `an error in a script of another site, of which browsers tell a page nothing${often}`;
  return `an error of a browser extension, not of the page${often}: "${saidBy(step)}"`;
}

function saidBy({ name, message }: ErrorStep): string {
  return speakable([name, message].filter(Boolean).join(': '), SAID_MAX) || 'Unknown error';
}

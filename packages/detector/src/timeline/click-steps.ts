import type { DocumentReader } from './document-reader.ts';
import { changesOfAim, type DocumentLog, effectOf } from './effect.ts';
import type { ClickStep, Effect, SubmitStep } from './steps.ts';
import type { RawClick } from './tape.ts';

/** More than the ids of any document. */
const DOCUMENT = 2 ** 32;

/** Clicks that follow each other faster than this were made by a machine; one is looked at for all. */
const REPEAT_MS = 10;

interface Judged {
  click: RawClick;
  effect: Effect;
  /** Document and node in one number: ids begin anew in every document. */
  subject: number;
}

/** The clicks of a tab with what followed, and what can only be said when all of them are known. */
export function toClickSteps(
  tab: string,
  documents: readonly DocumentReader[],
  { until, openings }: { until: number; openings: readonly number[] },
): (ClickStep | SubmitStep)[] {
  const judged: Judged[] = [];
  const enters: SubmitStep[] = [];
  for (const [number, document] of documents.entries()) {
    const effects = effectsOf(document, until, openings);
    for (const [i, click] of document.tape.clicks.entries())
      judged.push({ click, effect: effects.clicks[i]!, subject: number * DOCUMENT + (click.subject.node?.id ?? 0) });
    for (const [i, enter] of document.tape.enters.entries()) enters.push(toSubmitStep(tab, enter, effects.enters[i]!));
  }
  const answering = new Set<string>();
  const answered = new Set<number>();
  for (const { click, effect, subject } of judged) {
    if (effect.verdict !== 'answered') continue;
    if (isSure(effect) && click.subject.exempt === '')
      for (const likeness of click.subject.likeness) answering.add(likeness);
    answered.add(subject);
  }
  const clicks = judged.map(({ click, effect, subject: place }): ClickStep => {
    const { target, exempt, disabled, ignored, likeness, node } = click.subject;
    const { at, pressedAt, x, y, view } = click;
    const looks = click.subject.looks || (likeness.some((name) => answering.has(name)) ? 'sibling' : '');
    const subject = node?.id ?? 0;
    // The recording ends here, and the same control answered before: it most likely answered this time as well.
    const isCutOff = effect.verdict === 'none' && !effect.watched && answered.has(place);
    const known: Effect = isCutOff ? { ...effect, verdict: 'unknown' } : effect;
    return {
      kind: 'click',
      tab,
      at,
      view,
      pressedAt,
      x,
      y,
      target,
      subject,
      looks,
      exempt,
      disabled,
      ignored,
      effect: known,
    };
  });
  return [...clicks, ...enters];
}

/** Decides what followed from each click of a document, and from each form that was sent by Enter. */
function effectsOf(
  document: DocumentReader,
  until: number,
  openings: readonly number[],
): { clicks: Effect[]; enters: Effect[] } {
  const { tape } = document;
  // In most documents nobody clicks, and what else is needed is worked out when it is asked for.
  if (tape.clicks.length + tape.enters.length === 0) return { clicks: [], enters: [] };
  const { requestLog, background } = document;
  const endedAt = tape.times.at(-1) ?? 0;
  const changesAt = changesOfAim(tape.actions);
  const log: DocumentLog = { ...tape, background, changesAt, endedAt, until, openings, requestLog };
  let known: { click: RawClick; effect: Effect } | null = null;
  const clicks = tape.clicks.map((click) => {
    const isRepeat = known && known.click.subject === click.subject && click.at - known.click.at < REPEAT_MS;
    if (!known || !isRepeat) known = { click, effect: effectOf(click, log) };
    return known.effect;
  });
  return { clicks, enters: tape.enters.map((enter) => effectOf(enter, log)) };
}

function toSubmitStep(tab: string, { at, pressedAt, view, subject }: RawClick, effect: Effect): SubmitStep {
  const { target, ignored, node } = subject;
  return { kind: 'submit', tab, at, view, pressedAt, target, subject: node?.id ?? 0, ignored, effect };
}

/** The page itself changed, there and by the click: neighbours that look alike should answer as well. */
function isSure({ kind, doubtful }: Effect): boolean {
  return !doubtful && (kind === 'nodes' || kind === 'attribute' || kind === 'text' || kind === 'value');
}

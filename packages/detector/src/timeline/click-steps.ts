import type { DocumentReader } from './document-reader.ts';
import type { ClickStep, Effect } from './steps.ts';
import type { RawClick } from './tape.ts';

interface Judged {
  click: RawClick;
  effect: Effect;
}

/** The clicks of a tab with what followed, and what can only be said when all of them are known. */
export function toClickSteps(
  tab: string,
  documents: readonly DocumentReader[],
  { until, openings }: { until: number; openings: readonly number[] },
): ClickStep[] {
  const judged: Judged[] = [];
  for (const document of documents) {
    const effects = document.effects(until, openings);
    for (const [i, click] of document.tape.clicks.entries()) judged.push({ click, effect: effects[i]! });
  }
  const answering = new Set<string>();
  const answered = new Set<number>();
  for (const { click, effect } of judged) {
    if (effect.verdict !== 'answered') continue;
    if (isSure(effect) && click.subject.exempt === '')
      for (const likeness of click.subject.likeness) answering.add(likeness);
    answered.add(click.subject.node?.id ?? 0);
  }
  return judged.map(({ click, effect }) => {
    const { target, exempt, disabled, ignored, likeness, node } = click.subject;
    const { at, pressedAt, x, y, view } = click;
    const looks = click.subject.looks || (likeness.some((name) => answering.has(name)) ? 'sibling' : '');
    const subject = node?.id ?? 0;
    // The recording ends here, and the same control answered before: it most likely answered this time as well.
    const isCutOff = effect.verdict === 'none' && !effect.watched && answered.has(subject);
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
}

/** The page itself changed, there and by the click: neighbours that look alike should answer as well. */
function isSure({ kind, doubtful }: Effect): boolean {
  return !doubtful && (kind === 'nodes' || kind === 'attribute' || kind === 'text' || kind === 'value');
}

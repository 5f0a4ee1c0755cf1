import type { PageView } from '@falter/wire';
import type { DocumentReader } from './document-reader.ts';
import { endOf } from './form-outcome.ts';
import type { Filling } from './forms.ts';
import type { FormStep } from './steps.ts';
import { ignoredAround } from './subject.ts';

interface TabEnd {
  tab: string;
  pages: readonly PageView[];
  /** Nothing more will come. */
  closed: boolean;
}

/** The goes at forms in a tab: those in which a visitor filled in something, and those by which a form was sent. */
export function toFormSteps(documents: readonly DocumentReader[], { tab, pages, closed }: TabEnd): FormStep[] {
  const steps: FormStep[] = [];
  const isAway = saidGoodBye(documents.at(-1));
  for (const { forms, tape } of documents) {
    for (const attempt of forms.attempts) {
      const { shape, view, lastField } = attempt;
      if (!shape.isForm) continue;
      const { outcome, at: until, refusals, fillings } = endOf(attempt, tape);
      if (fillings.length === 0 && outcome !== 'sent') continue;
      const page = pages[view]?.url.split('?')[0] ?? '';
      // Who is on the page of the form again may still go on with it.
      const isBack = !closed && !isAway && pages.at(-1)?.url.split('?')[0] === page;
      steps.push({
        kind: 'form',
        tab,
        at: fillings[0]?.at ?? until,
        until,
        changedAt: fillings.at(-1)?.at ?? until,
        view,
        target: shape.target,
        identity: `${page}\n${shape.identity}`,
        fields: shape.fields,
        filled: new Set(fillings.map(({ field }) => field.id)).size,
        corrections: correctionsIn(fillings),
        refusals,
        lastField,
        outcome: outcome === 'open' && closed ? 'ended' : outcome === 'left' && isBack ? 'open' : outcome,
        ignored: ignoredAround(shape.node),
      });
    }
  }
  return steps;
}

/** The last thing this document told is that it goes: the tab is closed, or nobody knows yet where it went. */
function saidGoodBye(document: DocumentReader | undefined): boolean {
  const left = document?.tape.leaves.at(-1);
  return left !== undefined && left >= (document?.tape.times.at(-1) ?? left);
}

/** How often a field was changed again after another one had been. */
function correctionsIn(fillings: readonly Filling[]): number {
  const seen = new Set<number>();
  let before = 0;
  let corrections = 0;
  for (const { field } of fillings) {
    if (field.id !== before && seen.has(field.id)) corrections++;
    seen.add(field.id);
    before = field.id;
  }
  return corrections;
}

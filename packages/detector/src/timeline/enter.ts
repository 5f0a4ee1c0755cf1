import { formTarget } from './forms/shape.ts';
import type { MirrorNode } from './mirror.ts';
import type { Moment } from './reactions.ts';
import { ignoredAround } from './subject.ts';
import type { RawClick } from './tape.ts';

/** Enter in a field of this form, as the click on its button that it stands for. */
export function enterIn(form: MirrorNode, { at, index }: Moment, view: number): RawClick {
  return {
    kind: 'submit',
    at,
    pressedAt: at,
    index,
    x: Number.NaN,
    y: Number.NaN,
    hit: form,
    subject: {
      node: form,
      target: formTarget(form),
      looks: 'control',
      exempt: '',
      disabled: false,
      leadsTo: 'submit',
      ignored: ignoredAround(form),
      likeness: [],
    },
    blurred: null,
    view,
  };
}

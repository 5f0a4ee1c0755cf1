import type { Target } from '@falter/wire';
import { describe } from './describe.ts';
import { kindOf } from './forms/field-log.ts';
import type { FieldKind } from './forms/form-step.ts';
import type { MirrorNode } from './mirror.ts';

/** One go at a field, in which something was typed or chosen. */
export interface InputSpan {
  /** Epoch milliseconds: first and last change. */
  at: number;
  until: number;
  target: Target;
  field: FieldKind;
  /** The field was empty afterwards. */
  emptied: boolean;
}

/** Who comes back to a field after this long takes it up again. */
const ONE_GO_MS = 60_000;
/** Goes in one document that are told: a page that fills in its own fields without end is no visitor. */
const SPANS_MAX = 5_000;

/** What was typed and chosen in one document: not each key, each go at a field, whatever it stands in. */
export class InputLog {
  readonly #spans: InputSpan[] = [];

  /** So far; the last one may still grow. */
  get told(): InputSpan[] {
    return this.#spans.map((span) => ({ ...span }));
  }

  filled(node: MirrorNode, text: unknown, at: number): void {
    const last = this.#spans.at(-1);
    const emptied = text === '';
    if (last?.target.nodeId === node.id && at - last.until <= ONE_GO_MS) Object.assign(last, { until: at, emptied });
    else if (this.#spans.length < SPANS_MAX)
      this.#spans.push({ at, until: at, target: describe(node), field: kindOf(node), emptied });
  }
}

import type { Target } from '@falter/wire';

/** One go at a form, from the first field that the visitor changed, or the first try to send it, to its end. */
export interface FormStep {
  kind: 'form';
  tab: string;
  /** Epoch milliseconds of the page's clock, repaired. */
  at: number;
  /** Number of the page view in its tab in which it began. */
  view: number;
  /** Its page, scrubbed and without a query. */
  page: string;
  /** Epoch milliseconds of the last thing that the visitor did in it, and of the last change of a field by hand. */
  until: number;
  changedAt: number;
  target: Target;
  /** Equal for another go at the same form. */
  identity: string;
  /** It is meant to be sent as a whole: neither a single box nor a panel of choices. */
  isForm: boolean;
  /** Questions that it asks, as the page showed it when the go began. */
  questions: number;
  /** Fields that were touched, in the order in which they were. */
  fields: readonly FormField[];
  /** How many questions the visitor changed by hand, and how many only the browser filled in. */
  filled: number;
  autofilled: number;
  /** How often something that had been entered was changed again, in all fields. */
  corrections: number;
  /** When it was tried to be sent in vain, in order. */
  refusals: readonly FormRefusal[];
  /** What the visitor would call the field that was changed last by hand. */
  lastField: string;
  /**
   * `sent`, `saved` (as a draft), `left`, `ended` (the recording did), `open` (the visitor may still go on), or `unknown`: a
   * part of the recording is missing.
   */
  outcome: 'sent' | 'saved' | 'left' | 'ended' | 'open' | 'unknown';
  ignored: readonly string[];
}

/** What a field takes: a line, a text of any length, one character or a code, a number, a choice among some, or a picker. */
export type FieldKind = 'text' | 'long' | 'code' | 'number' | 'choice' | 'picker';

/** One question of a form, and what the visitor did with it. */
export interface FormField {
  target: Target;
  /** Equal for the same field on another visit. */
  name: string;
  kind: FieldKind;
  /** Epoch milliseconds of the first and the last time that it was touched: it got the focus, or was changed. */
  firstAt: number;
  lastAt: number;
  /** Milliseconds with the focus; a pause counts for half a minute at most. */
  spentMs: number;
  /** Milliseconds from its first focus to the first change by hand; null when nobody saw the focus come. */
  hesitationMs: number | null;
  /** Who put in what it holds: what the browser filled in and the visitor then changed is the visitor's. '': nobody. */
  filledBy: 'hand' | 'browser' | '';
  /** Changes by hand. */
  edits: number;
  /** When what had been entered was changed again. */
  reworks: readonly FieldRework[];
  /** What the page or the browser said of it. */
  messages: readonly FieldMessage[];
}

/** Something that had been entered is changed again. */
export interface FieldRework {
  /** Epoch milliseconds of its first and last change. */
  at: number;
  until: number;
  /** The visitor had left the field, or the page had said something of it (or refused the form). */
  after: 'left' | 'message';
  /** Changes by hand. */
  edits: number;
  /** Characters that were deleted; null where the recording does not tell the length of what is in the field. */
  deleted: number | null;
  /** Everything was deleted. */
  cleared: boolean;
}

/** An error that was said. `text` is what the recording shows, '' when it shows none. */
export interface FieldMessage {
  at: number;
  text: string;
}

/** A try to send a form that ended in an error, or in nothing at all. */
export interface FormRefusal {
  /** Epoch milliseconds. */
  at: number;
  /** The browser's own validation did not let it go, or the page said or did what came of it. */
  by: 'check' | 'page';
  /** The visitor was shown that something is wrong; also when an earlier message just stayed. */
  shown: boolean;
  /** What was said. */
  messages: readonly FieldMessage[];
  /** Nothing had been changed since it was tried before. */
  unchanged: boolean;
  /** Nothing had been entered at all. */
  blank: boolean;
}

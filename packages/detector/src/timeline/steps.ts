import type { PageView, SessionNote, Target } from '@falter/wire';
import type { Exempt } from './exempt.ts';
import type { Expected } from './expected.ts';
import type { FormStep } from './forms/form-step.ts';
import type { Gestures } from './gestures.ts';
import type { InputSpan } from './inputs.ts';
import type { FlurryStep } from './pointer-path.ts';
import type { ReactionKind } from './reactions.ts';
import type { RawRequest } from './requests.ts';
import type { SearchStep } from './searches/search-step.ts';
import type { ViewStep } from './view-steps.ts';
import type { Words } from './words.ts';

/** What followed from a click, decided once for all signals. */
export interface Effect {
  /**
   * `answered`: something followed that would not have come by itself. `late`: so, but only after the prompt window.
   * `none`: nothing did. `unknown`: the recording cannot tell. `pending`: the recording does not reach far enough yet;
   * `slow`: it reaches some way, without an answer, but one may still come. See `silentMs`.
   */
  verdict: 'answered' | 'late' | 'none' | 'unknown' | 'slow' | 'pending';
  /**
   * First thing that followed. Null unless answered or late. `request`: nothing on the page, but a request of this click was
   * answered well.
   */
  kind: ReactionKind | 'new-tab' | 'request' | null;
  /** Epoch milliseconds at which it followed; 0 otherwise. */
  at: number;
  /** It came from a place that also changes by itself, or was a scroll that may have begun before the click. */
  doubtful: boolean;
  /** The recording shows the page alive for the whole window; without that, "nothing followed" is less sure. */
  watched: boolean;
  /** Milliseconds after the click up to which the recording is known to have no answer; for `slow` and `pending`. */
  silentMs: number;
  /**
   * How it hangs together with the click: its request had just been answered (`request`), it came in the same part of the page
   * (`near`), the page as a whole changed (`page`), or elsewhere on the page (`far`). '' when nothing is known.
   */
  tie: 'request' | 'near' | 'page' | 'far' | '';
}

export interface Base {
  tab: string;
  /** Epoch milliseconds of the page's clock, repaired. */
  at: number;
  /** Number of the page view in its tab, index into `Timeline.pages`. */
  view: number;
}

export interface ClickStep extends Base {
  kind: 'click';
  /** When the pointer went down; equal to `at` for a click by keyboard. */
  pressedAt: number;
  x: number;
  y: number;
  target: Target | null;
  /** Node id of what was meant: equal for clicks on the same control. */
  subject: number;
  /** Why it looks as if a click would do something; '' when it does not. */
  looks: 'control' | 'pointer' | 'sibling' | '';
  /** Why no verdict is passed; '' when one may be. */
  exempt: Exempt;
  disabled: boolean;
  /** Signals that the site switched off here. */
  ignored: readonly string[];
  effect: Effect;
}

/** Something by which a visitor asked for something. */
export interface Act {
  /** `input`: something typed, or a field left. */
  kind: 'click' | 'submit' | 'input';
  at: number;
  pressedAt: number;
  target: Target | null;
  subject: number;
  ignored: readonly string[];
}

/** A form sent by Enter. One that is sent by its button is a click. */
export interface SubmitStep extends Base {
  kind: 'submit';
  pressedAt: number;
  target: Target | null;
  subject: number;
  ignored: readonly string[];
  effect: Effect;
}

/** A fetch or an XMLHttpRequest of the page; `at` is its end. */
export interface RequestStep extends Base {
  kind: 'request';
  startedAt: number;
  method: string;
  /** Scrubbed. */
  url: string;
  /** `GET /api/stock/17`; with the host when it is not the page's own. */
  name: string;
  /** It went to another host than the page's. */
  foreign: boolean;
  /** Equal for another request of the same kind. */
  route: string;
  /** 0 when there was no answer. */
  status: number;
  failure: RawRequest['failure'];
  outcome: 'ok' | 'failed' | 'unknown';
  /** Why its failure is nothing to wonder at; '' when it is. */
  expected: Expected;
  /** It comes again and again without anybody having done anything. */
  ticks: boolean;
  /** What the visitor did to cause it. */
  after: Act | null;
  /** Bytes that came, and the trace id, where the recorder tells. */
  size?: number;
  trace?: string;
}

/** An error message that appeared after something the visitor did. */
export interface MessageStep extends Base {
  kind: 'message';
  /** `role=alert`, `aria-invalid`, the browser's own validation, words and names beside a field, or words in a live region. */
  how: 'alert' | 'invalid' | 'native' | 'beside' | 'status';
  /** As the recording shows it; '' when it shows none. */
  text: string;
  /** The field it is about, else what says it. */
  target: Target;
  /** It is an error by its name or its words, and not only by its role; in a live region, by what failed for it. */
  sure: boolean;
  after: Act;
  /** When it was taken away; infinite while it stands. */
  goneAt: number;
  /** It came right when the request that the click waited for was answered. */
  tied: boolean;
  ignored: readonly string[];
}

export interface ErrorStep extends Base {
  kind: 'error';
  rejection: boolean;
  name: string;
  message: string;
  stack: string;
  /** The stack in original code, where somebody knows the source maps; see `withOriginals`. */
  original?: string;
  source: string;
}

/** Something that nobody flags and a support agent may want to know. */
export interface NoteStep extends Base {
  kind: 'note';
  note: SessionNote['kind'];
  text: string;
  /** Of what is not recorded in full: until when, and how many events, batches, or changes a second. */
  until?: number;
  count?: number;
}

export type Step =
  | ClickStep
  | SubmitStep
  | RequestStep
  | MessageStep
  | ErrorStep
  | FormStep
  | NoteStep
  | SearchStep
  | ViewStep
  | FlurryStep;
export type StepKind = Step['kind'];
export type StepOf<Kind extends StepKind> = Extract<Step, { kind: Kind }>;

/** One tab of a recording, read. */
export interface Timeline {
  tab: string;
  steps: Step[];
  pages: PageView[];
  startedAt: number;
  endedAt: number;
  /** Events that were read, and malformed ones that were dropped. */
  events: number;
  skipped: number;
  clicks: number;
  viewport: string;
  language: string;
  automated: boolean;
  touch: boolean;
  hasSnapshot: boolean;
  /** It is the snippet's recording: what it does not tell was not there. */
  introduced: boolean;
  gestures: Gestures;
  /** Each time in a field in which something was typed or chosen, in no order. */
  inputs: InputSpan[];
  /** What the site said of the visitor and of the session, in order. */
  words: Words[];
}

/** Number of the first step that is not before `at`; the steps are sorted by time. */
export function firstFrom(steps: readonly { at: number }[], at: number): number {
  let low = 0;
  let high = steps.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (steps[middle]!.at < at) low = middle + 1;
    else high = middle;
  }
  return low;
}

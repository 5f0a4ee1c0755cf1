import type { Evidence, Target } from '@falter/wire';
import type { Measure, Usual } from './norms.ts';
import type { Step, StepKind, StepOf } from './timeline/steps.ts';

/** One occurrence as a signal sees it; the runner adds tab, page, version and id. */
export interface Mark {
  /** Step it begins with: names tab, page and time. */
  first: Step;
  /** Epoch milliseconds; default: `first.at`. */
  until?: number;
  target?: Target | null;
  evidence: Evidence[];
  /** A sentence that a support agent can read aloud. */
  why: string;
  /** 0..1. */
  confidence: number;
  /** What tells this mark from another of the same signal, tab and time; default: the target's selector. */
  identity?: string;
  /** The step whose fault it is; default: `first`. Of an error-click what failed, not the click. */
  cause?: Step;
}

/** Whether another signal is looked for where this step happened: what it tells, nobody else needs to. */
export type Tells = (signal: string, step: Step) => boolean;

/** What a signal may ask about beside its steps. */
export interface Surroundings {
  tells: Tells;
  /** What is usual on the page of this step, or of an element there; null when too little is known. */
  usual(measure: Measure, step: Step, element?: string): Usual | null;
}

export type SignalOptions = Readonly<Record<string, number>>;

/** What people are told of an option, and how far they may move it. */
export interface OptionWords {
  /** `Longest pause between two of the clicks`. */
  label: string;
  /** `ms`, `px`, `clicks`, ... */
  unit: string;
  min: number;
  max: number;
  step: number;
}

/** A kind of struggle: its words, its numbers, and its rule. */
export interface SignalDefinition {
  id: string;
  title: string;
  summary: string;
  /** Raised whenever the rule would judge an old recording otherwise. */
  version: number;
  /** Points in the struggle score of one sure finding. */
  weight: number;
  /** Numbers of the rule with their defaults; the reason for each stands in the signal's page. */
  options: SignalOptions;
  /** By the names of the options. */
  optionWords: Readonly<Record<string, OptionWords>>;
  reads: readonly StepKind[];
  /** Sees the steps it reads, of all tabs, by time; keeps no state between calls. */
  detect(steps: readonly Step[], options: SignalOptions, around: Surroundings): Iterable<Mark>;
}

interface Rule<Kind extends StepKind, Options extends SignalOptions> {
  id: string;
  title: string;
  summary: string;
  version: number;
  weight: number;
  options: Options;
  /** What people are told of each option: they can set it in the viewer and by the API. */
  optionWords: { [Name in keyof Options]: OptionWords };
  reads: readonly Kind[];
  detect(steps: readonly StepOf<Kind>[], options: Options, around: Surroundings): Iterable<Mark>;
}

/** Lets a rule name its own steps and options, and hands it only those. */
export function defineSignal<Kind extends StepKind, Options extends SignalOptions>(
  rule: Rule<Kind, Options>,
): SignalDefinition {
  const isRead = (step: Step): step is StepOf<Kind> => (rule.reads as readonly StepKind[]).includes(step.kind);
  return {
    ...rule,
    detect: (steps, options, around) =>
      rule.detect(steps.filter(isRead), { ...rule.options, ...options } as Options, around),
  };
}

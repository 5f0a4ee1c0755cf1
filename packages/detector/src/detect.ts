import type { DetectionSettings, Finding, PageView, SeenWords, SessionNote } from '@falter/wire';
import { type Suspicion, suspicionOf } from './bots.ts';
import { causeOf } from './cause.ts';
import { fingerprint } from './fingerprint.ts';
import { foreignErrors } from './foreign-errors.ts';
import { nextVerdict } from './next-verdict.ts';
import { keyOf, type Norms, type Observation } from './norms.ts';
import { observationsOf } from './observations.ts';
import { pageRoute } from './page-route.ts';
import { type Score, scoreOf } from './score.ts';
import { searchWords } from './search.ts';
import { type ActiveSignal, activeSignals } from './settings.ts';
import type { Mark, SignalDefinition, Surroundings, Tells } from './signal.ts';
import { signals } from './signals/index.ts';
import type { PartReader } from './timeline/part-reader.ts';
import type { Step, Timeline } from './timeline/steps.ts';
import { type ReadingOptions, type TabRecording, toTimelines } from './timeline/timelines.ts';
import { standing } from './timeline/words.ts';

/** Findings of one signal in one session. A page that fails in a loop with ever new words would fill the store. */
const FINDINGS_MAX = 500;

/** Notes that are told of one session: whoever reads two hundred does not need the rest. */
const NOTES_MAX = 200;

/** Of them, about what is missing. */
const LOSSES_MAX = 100;

export interface JudgeOptions {
  /** Only these signals. Default: all. */
  signals?: readonly string[];
  /** How the project detects. Default: as the signals are defined. */
  settings?: Partial<DetectionSettings> | undefined;
  /** What is usual in the project on the device of this session. Default: nothing is known. */
  norms?: Norms | undefined;
}

export interface DetectOptions extends ReadingOptions, JudgeOptions {}

/** A recording that was read: what happened, without a verdict. */
export interface Reading {
  timelines: readonly Timeline[];
  /** Of all tabs, by time. */
  steps: readonly Step[];
  closed: boolean;
}

export interface Detection {
  /** Epoch ms of the page's clock. */
  startedAt: number;
  endedAt: number;
  /** Sorted by `at`. */
  findings: Finding[];
  score: Score;
  pages: PageView[];
  entryUrl: string;
  title: string;
  clicks: number;
  events: number;
  /** Malformed events that were dropped. */
  skipped: number;
  /** '1280x720', '' when unknown. */
  viewport: string;
  language: string;
  automated: boolean;
  touch: boolean;
  hasSnapshot: boolean;
  /** What the site said: the person's id ('' when it did not), traits and attributes as text, by name. */
  person: string;
  traits: Record<string, string>;
  attributes: Record<string, string>;
  /** What else happened, in order of time. */
  notes: SessionNote[];
  /** What looks like a program; see `botReasons`. */
  suspicion: Suspicion;
  /** Lower-case words for free text search, and what of them is asked for by kind. */
  search: string;
  seen: SeenWords;
  /** What this session would add to the norms; see `toStates`. */
  observations: Observation[];
  /** Epoch ms of the page's clock at which silence alone would change a finding; Infinity when nothing waits for that. */
  nextVerdictAt: number;
}

/**
 * Recording -> findings. Pure and total: the same tabs give the same answer, and nothing that stands in them throws.
 * Clicks whose effect the recording cannot show yet (see `until`) are not judged.
 */
export function detect(tabs: readonly TabRecording[], options: DetectOptions): Detection {
  return judge(readSession(tabs, options), options);
}

/** Reads a recording, once for any number of `judge`. Most of the time of `detect` is spent here. */
export function readSession(tabs: readonly TabRecording[], options: ReadingOptions): Reading {
  return toReading(toTimelines(tabs, options), options);
}

/** The same of a session that is read part by part, so far. */
export function readParts(reader: PartReader, options: ReadingOptions): Reading {
  return toReading(reader.timelines(options), options);
}

function toReading(timelines: readonly Timeline[], { closed }: ReadingOptions): Reading {
  const steps = timelines.flatMap(({ steps }) => steps).sort((a, b) => a.at - b.at || compare(a.tab, b.tab));
  return { timelines, steps, closed };
}

/** What the signals find in a recording that was read. */
export function judge(reading: Reading, { signals: wanted, settings, norms = new Map() }: JudgeOptions): Detection {
  const { timelines, steps, closed } = reading;
  const filled = timelines.filter(({ events }) => events > 0);
  const pages = timelines.flatMap(({ pages }) => pages).sort((a, b) => a.at - b.at || compare(a.tab, b.tab));
  const looked = activeSignals(signals, settings);
  const active = looked.filter(({ signal }) => wanted?.includes(signal.id) ?? true);
  const pageOf = pagesOf(timelines);
  const around: Surroundings = { tells: tellsOf(looked, pageOf), usual: usualIn(norms, pageOf) };
  const findings = active
    .flatMap((one) => findAll(one, { steps, pageOf }, around))
    .map((finding) => ({ ...finding, provisional: !closed }))
    .sort((a, b) => a.at - b.at || compare(a.id, b.id));
  const first = <Key extends 'viewport' | 'language'>(key: Key) => timelines.find((tab) => tab[key])?.[key] ?? '';
  const said = standing(timelines.flatMap(({ words }) => words));
  const sum = (key: 'clicks' | 'events' | 'skipped') => timelines.reduce((total, tab) => total + tab[key], 0);
  return {
    startedAt: Math.round(filled.reduce((least, tab) => Math.min(least, tab.startedAt), filled[0]?.startedAt ?? 0)),
    endedAt: Math.round(filled.reduce((most, tab) => Math.max(most, tab.endedAt), filled[0]?.endedAt ?? 0)),
    findings,
    score: scoreOf(findings, new Map(active.map(({ signal, weight }) => [signal.id, weight]))),
    pages,
    entryUrl: pages[0]?.url ?? '',
    title: pages.find(({ title }) => title)?.title ?? '',
    clicks: sum('clicks'),
    events: sum('events'),
    skipped: sum('skipped'),
    viewport: first('viewport'),
    language: first('language'),
    automated: timelines.some((tab) => tab.automated),
    touch: timelines.some((tab) => tab.touch),
    hasSnapshot: timelines.some((tab) => tab.hasSnapshot),
    ...said,
    notes: notesOf(steps),
    suspicion: suspicionOf(timelines, first('viewport')),
    ...searchWords(pages, steps, said),
    observations: observationsOf(steps, (step) => pageRoute(pageOf(step))),
    nextVerdictAt: nextVerdict(steps, active),
  };
}

/** The struggle score of findings that were judged before, some of them perhaps by another release, under a project's present weights. */
export function scoreFindings(findings: readonly Finding[], settings?: Partial<DetectionSettings>): Score {
  const weights = activeSignals(signals, settings).map(({ signal, weight }) => [signal.id, weight] as const);
  return scoreOf(findings, new Map(weights));
}

/** What is missing, and marks, are the fewest and tell the most: they are told before the rest is cut. */
function notesOf(steps: readonly Step[]): SessionNote[] {
  const notes = steps.filter((step) => step.kind === 'note').concat(foreignErrors(steps));
  notes.sort((a, b) => a.at - b.at);
  const losses = notes.filter(({ until }) => until !== undefined).slice(0, LOSSES_MAX);
  const marks = notes.filter(({ note }) => note === 'mark').slice(0, NOTES_MAX - losses.length);
  const others = notes.filter(({ note, until }) => note !== 'mark' && until === undefined);
  const kept = new Set([...losses, ...marks, ...others.slice(0, NOTES_MAX - losses.length - marks.length)]);
  return notes
    .filter((step) => kept.has(step))
    .map(({ note, tab, at, text, until, count }) => {
      const told = { kind: note, tab, at: Math.round(at), text };
      return until === undefined ? told : { ...told, until: Math.round(until), count: count ?? 0 };
    });
}

/** What a signal finds; of more than anybody could look at, the first. */
function findAll(
  { signal, options, ignores }: ActiveSignal,
  { steps, pageOf }: { steps: readonly Step[]; pageOf: (step: Step) => string },
  around: Surroundings,
): Finding[] {
  const findings: Finding[] = [];
  for (const mark of signal.detect(steps, options, around)) {
    const page = pageOf(mark.first);
    // The finding is left out and not the steps: a form may be sent from a page on which nothing is looked for.
    if (ignores(page)) continue;
    findings.push(toFinding(mark, signal, page));
    if (findings.length >= FINDINGS_MAX) break;
  }
  return findings;
}

/** By the project's settings, and by the marks that a site put on its elements. */
function tellsOf(looked: readonly ActiveSignal[], pageOf: (step: Step) => string): Tells {
  const byId = new Map(looked.map((one) => [one.signal.id, one]));
  return (id, step) => {
    const one = byId.get(id);
    if (!one || ('ignored' in step && step.ignored.includes(id))) return false;
    return !one.ignores(pageOf(step));
  };
}

function usualIn(norms: Norms, pageOf: (step: Step) => string): Surroundings['usual'] {
  return (measure, step, element = '') => norms.get(keyOf({ measure, page: pageRoute(pageOf(step)), element })) ?? null;
}

/** Names the page of a step: a session may have thousands of tabs. */
function pagesOf(timelines: readonly Timeline[]): (step: Step) => string {
  const pages = new Map(timelines.map(({ tab, pages }) => [tab, pages]));
  return ({ tab, view }) => pages.get(tab)?.[view]?.url ?? '';
}

function toFinding(mark: Mark, signal: SignalDefinition, page: string): Finding {
  const { first, target = null, evidence, why, confidence } = mark;
  const identity = mark.identity ?? target?.selector ?? '';
  return {
    id: fingerprint([signal.id, first.tab, first.at, identity].join('\n')),
    signal: signal.id,
    version: signal.version,
    tab: first.tab,
    at: Math.round(first.at),
    // Where the page's clock steps back, what ends a mark may be told before what begins it.
    until: Math.round(Math.max(first.at, mark.until ?? first.at)),
    page,
    target,
    evidence: evidence.map((piece) => ({ ...piece, at: Math.round(piece.at) })),
    why,
    confidence,
    provisional: false,
    cause: causeOf(mark, { signal, page }),
  };
}

/** By code units: the same on every machine, unlike `localeCompare`. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Finding, PageView } from '@falter/wire';
import { fingerprint } from './fingerprint.ts';
import { type Score, scoreOf } from './score.ts';
import { searchText } from './search.ts';
import type { Mark, SignalDefinition } from './signal.ts';
import { signals } from './signals/index.ts';
import type { Step, Timeline } from './timeline/steps.ts';
import { type TabRecording, toTimelines } from './timeline/timelines.ts';

/** Findings of one signal in one session. A page that fails in a loop with ever new words would fill the store. */
const FINDINGS_MAX = 500;

export interface DetectOptions {
  /** Nothing more will come: 30 min idle or 24 h. A file from disk is closed. */
  closed: boolean;
  /** Epoch ms (page clock) up to which the recording is known to be complete; default: last event (closed: infinity). */
  until?: number;
  /** Only these signals. Default: all. */
  signals?: readonly string[];
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
  /** Lower-case words for free text search. */
  search: string;
}

/**
 * Recording -> findings. Pure and total: the same tabs give the same answer, and nothing that stands in them throws.
 * Clicks whose effect the recording cannot show yet (see `until`) are not judged.
 */
export function detect(tabs: readonly TabRecording[], options: DetectOptions): Detection {
  const timelines = toTimelines(tabs, options);
  const filled = timelines.filter(({ events }) => events > 0);
  const steps = timelines.flatMap(({ steps }) => steps).sort((a, b) => a.at - b.at || compare(a.tab, b.tab));
  const pages = timelines.flatMap(({ pages }) => pages).sort((a, b) => a.at - b.at || compare(a.tab, b.tab));
  const chosen = signals.filter(({ id }) => options.signals?.includes(id) ?? true);
  const findings = chosen
    .flatMap((signal) => findAll(signal, steps).map((mark) => toFinding(mark, signal, timelines)))
    .map((finding) => ({ ...finding, provisional: !options.closed }))
    .sort((a, b) => a.at - b.at || compare(a.id, b.id));
  const first = <Key extends 'viewport' | 'language'>(key: Key) => timelines.find((tab) => tab[key])?.[key] ?? '';
  const sum = (key: 'clicks' | 'events' | 'skipped') => timelines.reduce((total, tab) => total + tab[key], 0);
  return {
    startedAt: Math.round(filled.reduce((least, tab) => Math.min(least, tab.startedAt), filled[0]?.startedAt ?? 0)),
    endedAt: Math.round(filled.reduce((most, tab) => Math.max(most, tab.endedAt), filled[0]?.endedAt ?? 0)),
    findings,
    score: scoreOf(findings, new Map(signals.map(({ id, weight }) => [id, weight]))),
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
    search: searchText(pages, steps),
  };
}

/** What a signal marks; of more than anybody could look at, the first. */
function findAll(signal: SignalDefinition, steps: readonly Step[]): Mark[] {
  const marks: Mark[] = [];
  for (const mark of signal.detect(steps, signal.options)) {
    marks.push(mark);
    if (marks.length >= FINDINGS_MAX) break;
  }
  return marks;
}

function toFinding(mark: Mark, signal: SignalDefinition, timelines: readonly Timeline[]): Finding {
  const { first, target = null, evidence, why, confidence } = mark;
  const page = timelines.find(({ tab }) => tab === first.tab)?.pages[first.view];
  const identity = mark.identity ?? target?.selector ?? '';
  return {
    id: fingerprint([signal.id, first.tab, first.at, identity].join('\n')),
    signal: signal.id,
    version: signal.version,
    tab: first.tab,
    at: Math.round(first.at),
    until: Math.round(mark.until ?? first.at),
    page: page?.url ?? '',
    target,
    evidence: evidence.map((piece) => ({ ...piece, at: Math.round(piece.at) })),
    why,
    confidence,
    provisional: false,
  };
}

/** By code units: the same on every machine, unlike `localeCompare`. */
function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

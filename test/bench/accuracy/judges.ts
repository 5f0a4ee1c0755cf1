import { detect, type NormState, type Norms, toNorms, toStates } from '@falter/detector';
import { baselines } from '../../corpus/baselines/index.ts';
import { readSight } from '../../corpus/baselines/read-sight.ts';
import type { Sight } from '../../corpus/baselines/sight.ts';
import type { Visit } from '../../corpus/visit.ts';
import type { Stretch } from './match.ts';

/** Whoever flags: Falter with one of its signals, or a vendor's rule. */
export interface Judge {
  /** `Falter`, or the vendor. */
  name: string;
  signal: string;
  /** The published rule; '' of Falter. */
  rule: string;
}

export const FALTER = 'Falter';

/** Signals that need what rrweb alone does not tell: they are measured on visits that the snippet recorded. */
export const NEEDS_SNIPPET: ReadonlySet<string> = new Set(['js-error', 'failed-request', 'error-click', 'slow-page']);

/** Signals about one click each: what they flag stands where the click was. */
export const OF_CLICKS: ReadonlySet<string> = new Set(['rage-click', 'dead-click', 'error-click', 'slow-response']);

export function judgesOf(signals: readonly string[]): Judge[] {
  const own = signals.map((signal) => ({ name: FALTER, signal, rule: '' }));
  return [...own, ...baselines.map(({ vendor, signal, rule }) => ({ name: vendor, signal, rule }))];
}

/** Name of a judge, unique. */
export function keyOf({ name, signal }: Judge): string {
  return `${name}\n${signal}`;
}

/** What is usual in a family: from all of its visits, as a project would know it after some days. */
export function normsOf(visits: readonly Visit[]): Norms {
  const states: NormState[] = [];
  for (const { tabs } of visits) states.push(...toStates(detect(tabs, { closed: true }).observations));
  return toNorms(states);
}

/** What everybody flags in a visit, by `keyOf`. */
export function flagsOf(visit: Visit, norms: Norms): Map<string, Stretch[]> {
  const sights = visit.tabs.map(({ events }) => readSight(events));
  const flags = new Map<string, Stretch[]>();
  const put = (judge: Omit<Judge, 'rule'>, stretch: Stretch) => {
    const key = keyOf({ ...judge, rule: '' });
    flags.set(key, [...(flags.get(key) ?? []), stretch]);
  };
  for (const { signal, at, until } of detect(visit.tabs, { closed: true, norms }).findings)
    put({ name: FALTER, signal }, placed(sights, signal, { at, until }));
  for (const { vendor, signal, find } of baselines)
    for (const sight of sights)
      for (const { at, until } of find(sight)) put({ name: vendor, signal }, placed([sight], signal, { at, until }));
  return flags;
}

/** The same for all: the place of a flag is where the click was with which it begins, and not what the rule calls its target. */
function placed(sights: readonly Sight[], signal: string, stretch: Stretch): Stretch {
  if (!OF_CLICKS.has(signal)) return stretch;
  for (const sight of sights)
    for (const seen of sight) {
      if (seen.kind !== 'click' || stretch.at < seen.downAt - 20 || stretch.at > seen.at + 20) continue;
      return { ...stretch, target: seen.path || undefined };
    }
  return stretch;
}

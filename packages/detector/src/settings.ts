import { type DetectionSettings, type SignalSettings, WEIGHT_MAX } from '@falter/wire';
import { namesPage } from './page-patterns.ts';
import type { SignalDefinition, SignalOptions } from './signal.ts';

/** A signal as a project has it. */
export interface ActiveSignal {
  signal: SignalDefinition;
  weight: number;
  options: SignalOptions;
  /** Whether nothing is looked for on this page. */
  ignores(page: string): boolean;
}

/**
 * The signals that are looked for, with their numbers. Settings are foreign data: signals and options that are not
 * known are left out, what is no number counts as absent, numbers are moved into their range. Never throws.
 */
export function activeSignals(
  signals: readonly SignalDefinition[],
  settings?: Partial<DetectionSettings>,
): ActiveSignal[] {
  const everywhere = textsOf(settings?.ignoredPages);
  return signals.flatMap((signal) => {
    const own = ownOf<SignalSettings>(settings?.signals, signal.id) ?? {};
    if (own.off === true) return [];
    const patterns = [...everywhere, ...textsOf(own.ignoredPages)];
    return {
      signal,
      weight: numberWithin(own.weight, { standard: signal.weight, min: 0, max: WEIGHT_MAX }),
      options: optionsOf(signal, own.options),
      ignores: remembering((page) => namesPage(patterns, page)),
    };
  });
}

function optionsOf(signal: SignalDefinition, given: unknown): SignalOptions {
  if (given === undefined) return signal.options;
  return Object.fromEntries(
    Object.entries(signal.options).map(([name, standard]) => {
      const words = signal.optionWords[name];
      return [name, words ? numberWithin(ownOf(given, name), { ...words, standard }) : standard];
    }),
  );
}

function numberWithin(given: unknown, { standard, min, max }: { standard: number; min: number; max: number }): number {
  return typeof given === 'number' && !Number.isNaN(given) ? Math.min(max, Math.max(min, given)) : standard;
}

/** A property that the object itself has: `constructor` is no signal. */
function ownOf<T>(object: unknown, name: string): T | undefined {
  if (typeof object !== 'object' || object === null || !Object.hasOwn(object, name)) return undefined;
  return (object as Record<string, T | undefined>)[name] ?? undefined;
}

function textsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((text) => typeof text === 'string') : [];
}

/** A session has few pages and may have many findings. */
function remembering(ask: (page: string) => boolean): (page: string) => boolean {
  const known = new Map<string, boolean>();
  return (page) => {
    const answer = known.get(page) ?? ask(page);
    known.set(page, answer);
    return answer;
  };
}

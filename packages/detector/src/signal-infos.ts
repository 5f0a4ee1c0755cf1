import type { SignalInfo } from '@falter/wire';
import { signals } from './signals/index.ts';

/** What people are told of every signal, from its definition: titles, weights, options with their ranges. */
export const signalInfos: readonly SignalInfo[] = signals.map(
  ({ id, title, summary, weight, options, optionWords }) => ({
    id,
    title,
    summary,
    weight,
    options: Object.entries(options).flatMap(([name, standard]) => {
      const words = optionWords[name];
      return words ? { name, ...words, standard } : [];
    }),
  }),
);

import type { SearchValues } from '@falter/wire';
import { type Signal, signal } from '@preact/signals';
import { getJson } from '../api-client.ts';

const NOTHING: SearchValues = {
  urls: [],
  errors: [],
  elements: [],
  browsers: [],
  systems: [],
  releases: [],
  attributes: [],
  tags: [],
};

/** What the sessions of the last days have, to be offered to whoever types a search. */
export const knownValues: Signal<SearchValues> = signal(NOTHING);

/** Asks once for what can be offered. Without an answer names of fields are offered alone. */
export async function loadKnownValues(signal: AbortSignal): Promise<void> {
  await getJson<SearchValues>('/api/v1/search-values', signal).then(
    (values) => {
      knownValues.value = values;
    },
    () => {},
  );
}

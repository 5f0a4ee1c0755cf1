import type { Health, HealthState } from '@falter/wire';

export type PartName = 'recording' | 'detecting' | 'storing';

export const PARTS: readonly { name: PartName; title: string; asks: string }[] = [
  { name: 'recording', title: 'Recording', asks: 'Do batches come from the site?' },
  { name: 'detecting', title: 'Detecting', asks: 'Are sessions looked at as they come?' },
  { name: 'storing', title: 'Storing', asks: 'Is what comes kept, and is there room for it?' },
];

export const STATE_WORDS: Record<HealthState, string> = {
  ok: 'OK',
  warning: 'Warning',
  failing: 'Failing',
  unknown: 'Unknown',
};

/** The state of a part; unknown while nobody could ask. */
export function stateOf(health: Health | null, name: PartName): HealthState {
  return health?.[name].state ?? 'unknown';
}

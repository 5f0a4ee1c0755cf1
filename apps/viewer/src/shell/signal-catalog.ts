import type { SignalInfo } from '@falter/wire';
import { type Signal, signal } from '@preact/signals';
import { readSignals } from '../api-client.ts';

/** Title and summary of every signal, by id. Empty until loaded. */
export const signalCatalog: Signal<ReadonlyMap<string, SignalInfo>> = signal(new Map());

/** Loads the catalog once. A failure leaves ids instead of titles; whoever shows a list reports the failure itself. */
export async function loadSignalCatalog(): Promise<void> {
  if (signalCatalog.value.size > 0) return;
  const infos = await readSignals().catch(() => []);
  signalCatalog.value = new Map(infos.map((info) => [info.id, info]));
}

/** What people call a signal: its title, or its id in words while the title is not known. */
export function signalTitle(id: string): string {
  const known = signalCatalog.value.get(id)?.title;
  if (known !== undefined) return known;
  const words = id.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}

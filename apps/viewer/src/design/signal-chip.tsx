import type { SignalCount } from '@falter/wire';
import type { JSX } from 'preact';
import { signalCatalog, signalTitle } from '../shell/signal-catalog.ts';
import { Icon, signalIcon } from './icons.tsx';

/** A signal by its name. */
export function SignalChipOnly({ signal }: { signal: string }): JSX.Element {
  return (
    <span class="chip" data-signal={signal} title={signalCatalog.value.get(signal)?.summary}>
      <Icon name={signalIcon(signal)} size={14} />
      {signalTitle(signal)}
    </span>
  );
}

/** A signal with how often it occurs. */
export function SignalChip({ signal, count }: SignalCount): JSX.Element {
  return (
    <span class="chip" data-signal={signal} title={signalCatalog.value.get(signal)?.summary}>
      <Icon name={signalIcon(signal)} size={14} />
      {signalTitle(signal)}
      <span class="chip-count">
        <span aria-hidden="true">×</span>
        {count}
      </span>
    </span>
  );
}

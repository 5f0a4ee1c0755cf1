import type { JSX } from 'preact';
import { Icon, signalIcon } from '../design/icons.tsx';
import { signalTitle } from '../shell/signal-catalog.ts';

/** A signal as a link. */
export function SignalName({ signal, href }: { signal: string; href: string }): JSX.Element {
  return (
    <a
      class="name signal-name"
      href={href}
      data-signal={signal}
      title={`Narrow the dashboard to ${signalTitle(signal)}`}
    >
      <Icon name={signalIcon(signal)} size={14} />
      {signalTitle(signal)}
    </a>
  );
}

import type { StepRow } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon, type IconName, signalIcon } from '../design/icons.tsx';
import { signalTitle } from '../shell/signal-catalog.ts';
import { clock } from '../words/time.ts';

const ICONS: Readonly<Record<StepRow['kind'], IconName>> = {
  ...{ click: 'cursor', input: 'form', submit: 'check', page: 'page', away: 'eyeOff', back: 'eye', gone: 'out' },
  ...{ message: 'message', request: 'request', error: 'error', console: 'warn', resource: 'page', csp: 'error' },
  ...{ dialog: 'message', clipboard: 'copy', track: 'signal', mark: 'check' },
  ...{ 'foreign-error': 'error', lost: 'gap', missing: 'gap', degraded: 'gap' },
};

export interface LineProps {
  row: StepRow;
  id: string;
  /** Number and count in the list, for who cannot see it. */
  place: { index: number; count: number };
  moment: number;
  looked: boolean;
  here: boolean;
  /** The signal of a finding that rests on this step; '' for none. */
  evidence: string;
  /** Number of the visitor's tab, where it is another one than is shown. */
  tab: number | undefined;
  onPress: () => void;
}

/** A row in words, on one line. */
export function RowLine(props: LineProps): JSX.Element {
  const { row, evidence, tab } = props;
  return (
    <Line {...props}>
      <span class="row-time">{clock(props.moment)}</span>
      <Icon name={ICONS[row.kind]} size={14} />
      <bdi class="row-text">
        {row.text}
        {row.outcome !== '' && <span class="row-outcome">{row.outcome}</span>}
      </bdi>
      {evidence !== '' && (
        <span class="row-evidence" data-signal={evidence} title={`${signalTitle(evidence)} rests on this`}>
          <Icon name={signalIcon(evidence)} size={13} />
          <span class="sr-only">{signalTitle(evidence)} rests on this</span>
        </span>
      )}
      {tab !== undefined && (
        <span class="row-tab" title={`Tab ${tab} of the visitor`}>
          {tab}
        </span>
      )}
    </Line>
  );
}

export function Line({
  row,
  id,
  place,
  looked,
  here,
  onPress,
  children,
  evidence,
}: Omit<LineProps, 'tab' | 'moment'> & { children: JSX.Element | (JSX.Element | false | undefined)[] }): JSX.Element {
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the list has the keys of its options, as lists do
    // biome-ignore lint/a11y/useFocusableInteractive: the list has the focus and names the option that is looked at
    <div
      class="row"
      role="option"
      id={id}
      data-testid="row"
      data-kind={row.kind}
      data-level={row.level}
      data-here={here}
      data-evidence={evidence !== ''}
      aria-selected={looked}
      aria-setsize={place.count}
      aria-posinset={place.index + 1}
      onClick={onPress}
    >
      {children}
    </div>
  );
}

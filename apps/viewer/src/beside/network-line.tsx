import type { StepRow } from '@falter/wire';
import type { JSX } from 'preact';
import { pathOf } from '../words/text.ts';
import { Line, type LineProps } from './row-line.tsx';
import type { Bar } from './waterfall.ts';

/** A request: what, how it ended, how long it took, and where it lies among those around it. */
export function NetworkLine({ bar, ...props }: LineProps & { bar: Bar }): JSX.Element {
  const { row } = props;
  const style = {
    insetInlineStart: `${Math.min(bar.from, 0.98) * 100}%`,
    inlineSize: `max(3px, ${Math.min(bar.width, 1 - bar.from) * 100}%)`,
  };
  return (
    <Line {...props}>
      <bdi class="row-text" data-begins={bar.begins !== null} title={row.request?.url ?? row.text}>
        <span class="row-method">{row.request?.method ?? ''}</span>
        {nameOf(row)}
      </bdi>
      <span class="row-status">{statusOf(row)}</span>
      <span class="row-took">{lasted(row)}</span>
      <span class="row-bar" aria-hidden="true">
        <span style={style} />
      </span>
    </Line>
  );
}

/** The path of what is an address of the web; anything else as it stands there. */
function nameOf({ request, text }: StepRow): string {
  if (request === undefined) return text;
  return /^https?:/.test(request.url) ? pathOf(request.url) : request.url;
}

const WHY: Readonly<Record<string, string>> = {
  network: 'no answer',
  timeout: 'timeout',
  abort: 'called off',
  left: 'left',
};

function statusOf({ request }: StepRow): string {
  if (request === undefined) return 'failed';
  return WHY[request.failure] ?? (request.status === 0 ? '–' : String(request.status));
}

/** `80 ms`, `3.1 s`: to three digits at most, as there is little room. */
export function lasted({ at, until, request }: Pick<StepRow, 'at' | 'until' | 'request'>): string {
  if (request === undefined) return '';
  const ms = until - at;
  if (ms < 1_000) return `${ms} ms`;
  return ms < 99_950 ? `${(ms / 1_000).toFixed(ms < 9_950 ? 1 : 0)} s` : `${Math.round(ms / 60_000)} min`;
}

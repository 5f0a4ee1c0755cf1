import type { LossRow, NoteRow, SessionDetail } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon, type IconName } from '../design/icons.tsx';
import { focusPlay } from '../player/play-button.tsx';
import { clock } from '../words/time.ts';
import type { SessionModel } from './session-model.ts';

interface Row {
  kind: NoteRow['kind'] | LossRow['kind'];
  tab: string;
  at: number;
  text: string;
}

const ICONS: Record<Row['kind'], IconName> = {
  lost: 'gap',
  missing: 'gap',
  degraded: 'gap',
  console: 'warn',
  resource: 'page',
  csp: 'error',
  dialog: 'message',
  clipboard: 'copy',
  track: 'signal',
  mark: 'check',
};

/** Steps that the site marked, what else happened that nobody flags, and what is missing; each leads to its moment. */
export function Happened({ model }: { model: SessionModel }): JSX.Element | null {
  const detail = model.detail.value;
  const rows = detail === null ? [] : rowsOf(detail);
  if (rows.length === 0) return null;
  return (
    <section class="panel" data-testid="happened" aria-labelledby="happened-title">
      <h2 id="happened-title">
        What else happened <span class="count">{rows.length}</span>
      </h2>
      <ol class="pages">
        {rows.map(({ kind, at, tab, text }, index) => (
          <li key={`${tab} ${at} ${index}`} data-kind={kind}>
            <button
              type="button"
              data-testid="note"
              onClick={(event) => {
                void model.jump(at, tab);
                focusPlay(event);
              }}
            >
              <span class="step-time">{clock(Math.max(0, at))}</span>
              <Icon name={ICONS[kind]} size={14} />
              <bdi class="happened-text">{text}</bdi>
            </button>
          </li>
        ))}
      </ol>
    </section>
  );
}

function rowsOf({ marks, losses, notes }: SessionDetail): Row[] {
  const reached = marks.map(({ step, tab, at }) => ({ kind: 'mark' as const, tab, at, text: `reached ${step}` }));
  return [...reached, ...losses, ...notes].sort((a, b) => a.at - b.at);
}

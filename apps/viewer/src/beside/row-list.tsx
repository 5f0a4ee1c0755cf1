import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { EmptyState } from '../design/empty-state.tsx';
import { Icon } from '../design/icons.tsx';
import { focusPlay } from '../player/play-button.tsx';
import { seesNumbersOnly } from '../shell/sign-in-state.ts';
import type { Beside } from './beside.ts';
import { evidenceAt, evidenceOf } from './issue-of.ts';
import { NetworkLine } from './network-line.tsx';
import { PANELS, ROW_PANELS, type RowPanelId } from './panels.ts';
import { RowDetail } from './row-detail.tsx';
import { RowLine } from './row-line.tsx';
import { RowTools } from './row-tools.tsx';
import { VirtualList } from './virtual-list.tsx';
import { barsOf } from './waterfall.ts';

/** CSS pixels; the style sheet has the same. */
const ROW_HEIGHT = 30;

/** A panel of rows: what narrows it, the list, and the row that is looked at. */
export function RowList({ beside, panel }: { beside: Beside; panel: RowPanelId }): JSX.Element {
  const looked = beside.shown.value.find(({ id }) => id === beside.row.value);
  return (
    <div class="row-panel" data-panel={panel}>
      <RowTools beside={beside} panel={panel} />
      {beside.shown.value.length === 0 ? (
        <NoRows beside={beside} panel={panel} />
      ) : (
        <Rows beside={beside} panel={panel} />
      )}
      {looked !== undefined && <RowDetail beside={beside} row={looked} />}
    </div>
  );
}

function Rows({ beside, panel }: { beside: Beside; panel: RowPanelId }): JSX.Element {
  const { model } = beside;
  const rows = beside.shown.value;
  const startedAt = Date.parse(model.detail.value?.startedAt ?? '');
  const marks = useComputed(() => evidenceOf(model.findings.value, startedAt));
  const bars = useComputed(() => (panel === 'network' ? barsOf(beside.shown.value) : []));
  const tabs = model.detail.value?.tabs ?? [];
  // Only where it is another one than is shown: the same number on each row would say nothing.
  const numberOf = (tab: string): number | undefined =>
    tab === model.tab.value ? undefined : tabs.findIndex(({ id }) => id === tab) + 1;
  const active = rows.findIndex(({ id }) => id === beside.row.value);
  const idOf = (index: number): string => `row-${rows[index]?.id ?? ''}`;
  const here = beside.here.value;
  return (
    <div class="rows-place">
      <VirtualList
        label={PANELS.find(({ id }) => id === panel)?.name ?? ''}
        count={rows.length}
        rowHeight={ROW_HEIGHT}
        active={active}
        here={beside.here}
        following={beside.following}
        idOf={idOf}
        onLook={(index) => {
          beside.row.value = rows[index]?.id ?? null;
        }}
        onJump={(index) => rows[index] && beside.jump(rows[index])}
        row={(index) => {
          const row = rows[index];
          const bar = bars.value[index];
          if (row === undefined) return null;
          const line = {
            ...{ row, id: idOf(index), place: { index, count: rows.length }, moment: beside.momentOf(row) },
            ...{ looked: index === active, here: index === here, evidence: evidenceAt(marks.value, row) },
            ...{ tab: numberOf(row.tab), onPress: () => beside.jump(row) },
          };
          return bar ? <NetworkLine key={row.id} {...line} bar={bar} /> : <RowLine key={row.id} {...line} />;
        }}
      />
      {!beside.following.value && here >= 0 && (
        <button
          type="button"
          class="button to-here"
          data-testid="follow"
          onClick={(event) => {
            beside.following.value = true;
            focusPlay(event);
          }}
        >
          <Icon name="down" size={13} />
          To the moment shown
        </button>
      )}
    </div>
  );
}

/** Why nothing is there, and what to do about it. */
function NoRows({ beside, panel }: { beside: Beside; panel: RowPanelId }): JSX.Element {
  const { steps, all, model } = beside;
  if (steps.loading.value) return <Waiting />;
  if (all.value.length > 0) {
    return (
      <EmptyState icon="search" title="Nothing fits" testId="no-rows">
        <p>None of the {all.value.length.toLocaleString('en')} rows here fits what you look for.</p>
        <button
          type="button"
          class="button"
          onClick={() => {
            beside.words.value = '';
            beside.chosen.value = new Set();
          }}
        >
          Show all
        </button>
      </EmptyState>
    );
  }
  const detail = model.detail.value;
  const { title, text } = ROW_PANELS[panel].empty;
  const why = detail?.recording === false ? 'The recording was deleted when its time was over.' : steps.problem.value;
  return (
    <EmptyState
      icon={why === '' ? 'check' : 'info'}
      title={seesNumbersOnly() ? 'Not for your role' : title}
      testId="no-rows"
    >
      <p>{why === '' ? text : why}</p>
      {why === '' && detail?.closed === false && <p>The session is not over yet; this list grows by itself.</p>}
    </EmptyState>
  );
}

function Waiting(): JSX.Element {
  return (
    <div class="rows-waiting" aria-busy="true" data-testid="rows-waiting">
      <p class="sr-only" role="status">
        The steps are being read.
      </p>
      {Array.from({ length: 9 }, (_, n) => (
        <span key={n} class="waiting-row" style={{ inlineSize: `${45 + ((n * 37) % 45)}%` }} />
      ))}
    </div>
  );
}

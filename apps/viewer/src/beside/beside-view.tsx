import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, type IconName } from '../design/icons.tsx';
import type { Beside } from './beside.ts';
import { isRowPanel, PANELS, type PanelId, type RowPanelId } from './panels.ts';
import { RowList } from './row-list.tsx';

interface Props {
  beside: Beside;
  /** The panels that are no rows. */
  pages: () => ComponentChildren;
  person: () => ComponentChildren;
  work: () => ComponentChildren;
  /** How many colleagues wrote. */
  comments: number;
}

/** The panels beside the replay, one at a time. */
export function BesideView({ beside, comments, ...others }: Props): JSX.Element {
  const panel = beside.panel.value;
  return (
    <section class="beside" aria-label="What happened">
      <PanelTabs beside={beside} comments={comments} />
      <div
        class="beside-panel"
        id="panel"
        role="tabpanel"
        aria-labelledby={`panel-${panel}`}
        data-testid={`panel-${panel}`}
      >
        {isRowPanel(panel) ? (
          <RowList key={panel} beside={beside} panel={panel} />
        ) : (
          <Scroll name={nameOf(panel)}>{OTHERS[panel](others)}</Scroll>
        )}
      </div>
    </section>
  );
}

const OTHERS: Record<Exclude<PanelId, RowPanelId>, (of: Omit<Props, 'beside' | 'comments'>) => ComponentChildren> = {
  pages: ({ pages }) => pages(),
  person: ({ person }) => person(),
  comments: ({ work }) => work(),
};

function nameOf(panel: PanelId): string {
  return PANELS.find(({ id }) => id === panel)?.name ?? '';
}

/** Panels that are opened less often, and known by a picture. */
const ICONS: Partial<Record<PanelId, IconName>> = { person: 'user', comments: 'note' };

function Scroll({ name, children }: { name: string; children: ComponentChildren }): JSX.Element {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys
    <section class="beside-scroll" tabIndex={0} aria-label={name}>
      {children}
    </section>
  );
}

function PanelTabs({ beside, comments }: Pick<Props, 'beside' | 'comments'>): JSX.Element {
  const list = useRef<HTMLDivElement>(null);
  const open = beside.panel.value;
  useEffect(() => {
    const tab = list.current?.querySelector<HTMLElement>(`#panel-${open}`);
    // In a narrow panel; `scrollIntoView` would move the page as well.
    if (tab && list.current) list.current.scrollLeft = tab.offsetLeft + tab.offsetWidth - list.current.clientWidth;
  }, [open]);
  const go = (id: PanelId): void => {
    beside.open(id);
    list.current?.querySelector<HTMLElement>(`#panel-${id}`)?.focus();
  };
  const onKey = (event: KeyboardEvent): void => {
    const step = event.key === 'ArrowRight' ? 1 : event.key === 'ArrowLeft' ? -1 : 0;
    if (step === 0) return;
    event.preventDefault();
    event.stopPropagation();
    const index = PANELS.findIndex(({ id }) => id === beside.panel.value);
    const next = PANELS[(index + step + PANELS.length) % PANELS.length];
    if (next !== undefined) go(next.id);
  };
  return (
    <div ref={list} class="panel-tabs" role="tablist" aria-label="What is shown beside the replay" onKeyDown={onKey}>
      {PANELS.map(({ id, name }, index) => {
        const count = id === 'comments' ? comments : (beside.counts.value[id] ?? 0);
        const icon = ICONS[id];
        const selected = beside.panel.value === id;
        return (
          <button
            type="button"
            key={id}
            id={`panel-${id}`}
            role="tab"
            data-testid={`tab-${id}`}
            aria-selected={selected}
            aria-controls={selected ? 'panel' : undefined}
            tabIndex={selected ? 0 : -1}
            title={`${name} (${index + 1})`}
            onClick={() => beside.open(id)}
          >
            {icon === undefined ? (
              name
            ) : (
              <>
                <Icon name={icon} />
                <span class="sr-only">{name}</span>
              </>
            )}
            {count > 0 && (
              <span class="tab-count" data-bad={id === 'errors'}>
                {count.toLocaleString('en')}
              </span>
            )}
          </button>
        );
      })}
    </div>
  );
}

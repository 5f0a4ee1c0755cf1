import type { StepRow } from '@falter/wire';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { lastUpTo } from '../player/last-up-to.ts';
import type { SessionModel } from '../session/session-model.ts';
import { isRowPanel, matching, PANELS, type PanelId, ROW_PANELS, rowsOf } from './panels.ts';
import { StepsModel } from './steps-model.ts';

/** What a link says of the place beside the replay. */
export interface BesideWish {
  panel: PanelId;
  /** Id of the row that is looked at. */
  row: string | null;
}

/** What the keys for the next and the last action go to. */
const ACTS: ReadonlySet<StepRow['kind']> = new Set(['click', 'input', 'submit']);

/** How far from a moment of the timeline something is told: at least so long, and as much of the session as a hand cannot tell apart. */
const NEAR_MS = 1_500;
const NEAR_SHARE = 0.01;

/** Reads `?panel=` and `?row=`; what there is not is the first panel, and no row. */
export function readBeside(query: URLSearchParams): BesideWish {
  const panel = PANELS.find(({ id }) => id === query.get('panel'))?.id ?? 'steps';
  return { panel, row: query.get('row') || null };
}

/** What stands beside a replay: which panel, which row, narrowed how, and whether the list goes along with the replay. */
export class Beside {
  readonly model: SessionModel;
  readonly steps: StepsModel;
  readonly panel: Signal<PanelId>;
  readonly row: Signal<string | null>;
  readonly words: Signal<string> = signal('');
  readonly chosen: Signal<ReadonlySet<string>> = signal(new Set());
  /** The row at the playhead stays in sight until the reader scrolls away. */
  readonly following: Signal<boolean> = signal(true);
  /** Rows of the panel that is open, and those of them that fit what was searched for. */
  readonly all: ReadonlySignal<StepRow[]>;
  readonly shown: ReadonlySignal<StepRow[]>;
  readonly counts: ReadonlySignal<Partial<Record<PanelId, number>>>;
  /** Number of the row at the playhead among those that are shown; -1 before the first. */
  readonly here: ReadonlySignal<number>;

  constructor(model: SessionModel, wish: BesideWish) {
    this.model = model;
    this.steps = new StepsModel(model);
    this.panel = signal(wish.panel);
    this.row = signal(wish.row);
    const { rows } = this.steps;
    this.all = computed(() => {
      const panel = this.panel.value;
      return isRowPanel(panel) ? rowsOf(ROW_PANELS[panel], rows.value) : [];
    });
    this.shown = computed(() => {
      const panel = this.panel.value;
      if (!isRowPanel(panel)) return [];
      const { filters } = ROW_PANELS[panel];
      return matching(this.all.value, { words: this.words.value, chosen: this.chosen.value, filters });
    });
    this.counts = computed(() => {
      const count = (panel: keyof typeof ROW_PANELS): number => rows.value.filter(ROW_PANELS[panel].has).length;
      const pages = model.detail.value?.pageViews.length ?? 0;
      return {
        ...{ steps: count('steps'), console: count('console'), network: count('network') },
        ...{ errors: count('errors'), pages },
      };
    });
    const moments = computed(() => this.shown.value.map((row) => this.momentOf(row)));
    this.here = computed(() => lastUpTo(moments.value, model.player.at.value, (moment) => moment));
  }

  /** When a row is there to be seen, in the panel that is open. */
  momentOf(row: StepRow): number {
    const panel = this.panel.value;
    return isRowPanel(panel) ? ROW_PANELS[panel].moment(row) : row.at;
  }

  /** Opens a panel, whole: what the last one was narrowed by is of no use there. */
  open(panel: PanelId): void {
    if (panel === this.panel.value) return;
    this.panel.value = panel;
    this.row.value = null;
    this.words.value = '';
    this.chosen.value = new Set();
    this.following.value = true;
  }

  toggle(filter: string): void {
    const next = new Set(this.chosen.value);
    if (!next.delete(filter)) next.add(filter);
    this.chosen.value = next;
  }

  /** Looks at a row and shows its moment, in its tab. */
  jump(row: StepRow): void {
    this.row.value = row.id;
    this.following.value = true;
    void this.model.jump(Math.max(0, this.momentOf(row)), row.tab);
  }

  /** What happened nearest to a moment, in words; '' where nothing did for a while. */
  near(at: number): string {
    const reach = Math.max(NEAR_MS, this.model.player.durationMs.value * NEAR_SHARE);
    const { has } = ROW_PANELS.steps;
    let best: StepRow | undefined;
    for (const row of this.steps.rows.value) {
      // The page has a line of its own there.
      if (
        row.kind !== 'page' &&
        has(row) &&
        Math.abs(row.at - at) <= Math.abs((best?.at ?? Number.POSITIVE_INFINITY) - at)
      )
        best = row;
    }
    return best === undefined || Math.abs(best.at - at) > reach ? '' : best.text;
  }

  /** The next or the last thing that the visitor did, in whichever panel one is. */
  jumpToAct(direction: 1 | -1): void {
    const at = this.model.player.at.value;
    const acts = this.steps.rows.value.filter(({ kind }) => ACTS.has(kind));
    const next = direction > 0 ? acts.find((row) => row.at > at) : acts.findLast((row) => row.at < at);
    if (next !== undefined) this.jump(next);
  }
}

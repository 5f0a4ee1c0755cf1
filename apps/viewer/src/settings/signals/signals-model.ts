import type { DetectionSettings, ProjectDetection } from '@falter/wire';
import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { announce } from '../../shell/announce.tsx';
import { type Draft, differences, type Faults, fromDraft, type SignalDraft, toDraft } from './draft.ts';
import { createPreviewModel, type PreviewModel } from './preview-model.ts';
import { readDetection, saveDetection } from './signals-client.ts';

const NOTHING: DetectionSettings = { signals: {}, ignoredPages: [] };

/** The page without its looks: what is saved, what stands in the fields, what a preview says. */
export interface SignalsModel {
  /** Null until loaded. */
  saved: ReadonlySignal<ProjectDetection | null>;
  draft: Signal<Draft>;
  /** The fields as they are saved, and as the signals themselves have them. */
  savedDraft: ReadonlySignal<Draft>;
  standardDraft: ReadonlySignal<Draft>;
  /** Fields that are not saved, and fields that differ from the signals' own values. */
  unsaved: ReadonlySignal<ReadonlySet<string>>;
  adjusted: ReadonlySignal<ReadonlySet<string>>;
  faults: ReadonlySignal<Faults>;
  preview: PreviewModel;
  /** The fields say something else than what the preview was computed for. */
  previewIsOld: ReadonlySignal<boolean>;
  /** What stands in the way, in words; '' when nothing does. */
  problem: ReadonlySignal<string>;
  /** Something is on its way to the server. */
  busy: ReadonlySignal<boolean>;
  load(): Promise<void>;
  change(id: string, fields: Partial<SignalDraft>): void;
  save(): Promise<void>;
  startPreview(): Promise<void>;
}

export function createSignalsModel(project: string): SignalsModel {
  const saved: Signal<ProjectDetection | null> = signal(null);
  const draft: Signal<Draft> = signal({ signals: {}, ignoredPages: '' });
  const preview = createPreviewModel(project);
  const infos = computed(() => saved.value?.signals ?? []);
  const savedDraft = computed(() => toDraft(saved.value?.detection ?? NOTHING, infos.value));
  const standardDraft = computed(() => toDraft(NOTHING, infos.value));
  const told = computed(() => fromDraft(draft.value, infos.value));
  const previewIsOld = computed(() => {
    const of = preview.shown.value?.detection;
    return of !== undefined && differences(toDraft(of, infos.value), draft.value).size > 0;
  });
  const { problem, busy, attempt } = createAttempts();

  function settle(now: ProjectDetection): void {
    saved.value = now;
    draft.value = toDraft(now.detection, now.signals);
  }

  async function save(): Promise<void> {
    if (!saved.value || told.value.faults.size > 0) return;
    settle(await saveDetection(project, told.value.settings, saved.value.version));
    announce('Saved. It counts for sessions that are looked at from now on.');
  }

  function change(id: string, fields: Partial<SignalDraft>): void {
    const { signals } = draft.value;
    const own = signals[id];
    if (own) draft.value = { ...draft.value, signals: { ...signals, [id]: { ...own, ...fields } } };
  }

  return {
    ...{ saved, draft, savedDraft, standardDraft, preview, previewIsOld, problem, busy, change },
    unsaved: computed(() => differences(draft.value, savedDraft.value)),
    adjusted: computed(() => differences(draft.value, standardDraft.value)),
    faults: computed(() => told.value.faults),
    load: () => attempt(async () => settle(await readDetection(project))),
    save: () => attempt(save),
    startPreview: () => attempt(() => preview.start(told.value.settings)),
  };
}

/** Runs one thing at a time, and keeps what stood in its way. */
function createAttempts() {
  const problem = signal('');
  const busy = signal(false);
  const attempt = async (act: () => Promise<void>): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    problem.value = '';
    try {
      await act();
    } catch (cause) {
      problem.value = cause instanceof Error ? cause.message : String(cause);
    }
    busy.value = false;
  };
  return { problem, busy, attempt };
}

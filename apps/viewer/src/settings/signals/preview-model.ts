import type { DetectionSettings, Preview } from '@falter/wire';
import { type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { ApiError } from '../../api-client.ts';
import { askForPreview, cancelPreview, readPreview } from './signals-client.ts';

/** Milliseconds between two looks at a preview. */
const LOOK_EVERY_MS = 1_000;

/** One preview at a time, from asking for it to its last word. */
export interface PreviewModel {
  shown: ReadonlySignal<Preview | null>;
  /** Looks at it at which nobody had begun yet. */
  waitedFor: ReadonlySignal<number>;
  /** @throws ApiError when it is refused */
  start(detection: DetectionSettings): Promise<void>;
  /** Cancels what is not finished, and shows nothing any more. */
  stop(): Promise<void>;
}

export function createPreviewModel(project: string): PreviewModel {
  const shown: Signal<Preview | null> = signal(null);
  const waitedFor = signal(0);
  let timer: ReturnType<typeof setTimeout> | undefined;

  /** A server that is away for a moment does not end it. */
  async function look(id: string): Promise<void> {
    const now = await readPreview(project, id).catch((cause) => {
      return cause instanceof ApiError && cause.status === 404 ? null : shown.value;
    });
    if (shown.value?.id !== id) return;
    waitedFor.value = now?.state === 'waiting' ? waitedFor.value + 1 : 0;
    shown.value = now;
    follow(now);
  }

  function follow(preview: Preview | null): void {
    if (preview && isUnfinished(preview)) timer = setTimeout(() => void look(preview.id), LOOK_EVERY_MS);
  }

  async function stop(): Promise<void> {
    clearTimeout(timer);
    const left = shown.value;
    shown.value = null;
    if (left && isUnfinished(left)) await cancelPreview(project, left.id).catch(() => undefined);
  }

  async function start(detection: DetectionSettings): Promise<void> {
    await stop();
    waitedFor.value = 0;
    shown.value = await askForPreview(project, detection);
    follow(shown.value);
  }

  return { shown, waitedFor, start, stop };
}

export function isUnfinished({ state }: Preview): boolean {
  return state === 'waiting' || state === 'running';
}

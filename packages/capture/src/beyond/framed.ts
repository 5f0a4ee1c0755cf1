import { EVENT_TYPE, PRIVACY_PRESETS, type PrivacyPreset, type RecordedEvent } from '@falter/wire';
import { attempt } from '../host/guard.ts';
import { listen } from '../host/listen.ts';
import type { Beyond, Inside } from './inside.ts';
import { isWord, SNAPSHOT, type Word } from './words.ts';

/** A snapshot is taken for the page around no more often than this. */
const SNAPSHOT_EVERY_MS = 1_000;

/**
 * In a frame of another origin: gives what was recorded, masked here, to the page around it, where the project lists that page's
 * origin. From then on nothing of this document goes to the collector from here. Until then, or where nobody asks, it is recorded as a page.
 */
export function watchFramed(inside: Inside): Beyond {
  let port: MessagePort | undefined;
  let snapshotAt = Number.NEGATIVE_INFINITY;
  let isStopped = false;

  function say(origin: string | undefined): void {
    if (!origin || !inside.frames.includes(origin) || port) return;
    parent.postMessage({ falter: 'frame' } satisfies Word, origin);
  }

  function give(to: MessagePort): void {
    port = to;
    port.onmessage = inside.guard(({ data }: MessageEvent) => {
      if (data !== SNAPSHOT || isStopped || performance.now() - snapshotAt < SNAPSHOT_EVERY_MS) return;
      snapshotAt = performance.now();
      inside.snapshot();
    });
    inside.forget();
    inside.snapshot();
  }

  const hear = inside.guard(({ source, origin, data, ports }: MessageEvent) => {
    if (source !== parent || !inside.frames.includes(origin) || isStopped) return;
    if (isWord(data, 'page')) say(origin);
    else if (isWord(data, 'take') && ports[0] && isAsStrict(inside.preset, data.preset)) give(ports[0]);
  });
  const deafen = listen(window, 'message', hear as (event: Event) => void);
  say(attempt(() => location.ancestorOrigins?.[0] ?? new URL(document.referrer).origin, undefined));

  return {
    see(event: RecordedEvent) {
      if (!port) return false;
      const isTold = event.type === EVENT_TYPE.fullSnapshot || event.type === EVENT_TYPE.incremental;
      if (isTold && !isStopped) port.postMessage(JSON.stringify(event));
      return true;
    },
    stop() {
      isStopped = true;
      deafen();
      port?.close();
    },
  };
}

/** What is masked here must not be less than the page around it masks. */
function isAsStrict(own: PrivacyPreset, around: unknown): boolean {
  return PRIVACY_PRESETS.indexOf(own) <= PRIVACY_PRESETS.indexOf(around as PrivacyPreset);
}

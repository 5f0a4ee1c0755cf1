import { type Signal, useComputed, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { assetFolder } from '../api-client.ts';
import { Icon } from '../design/icons.tsx';
import type { SessionModel } from '../session/session-model.ts';
import { clock, duration } from '../words/time.ts';
import { Clicks } from './clicks-shown.tsx';
import { fitScale } from './fit.ts';
import { ReplayFrame } from './frame/replay-frame.ts';
import { NotWhole } from './loss-marks.tsx';
import type { Viewport } from './replay/replayer.ts';
import { pageAt } from './timeline.ts';
import { Trail } from './trail.tsx';

/** Pixels of the frame around the recorded page: the bar with the address, and nothing else. */
const BAR_PX = 34;

/** The recorded page in its window, fitted into the room there is. */
export function Stage({ model }: { model: SessionModel }): JSX.Element {
  const { player } = model;
  const stage = useRef<HTMLDivElement>(null);
  const screen = useRef<HTMLDivElement>(null);
  const room = useRoom(stage);
  const scale = useComputed(() => fitScale(player.viewport.value, room.value));
  useEffect(() => {
    if (screen.current === null) return;
    const frame = new ReplayFrame(screen.current, assetFolder());
    model.mount(frame);
    return () => frame.close();
  }, [model]);
  const { width, height } = player.viewport.value;
  const shown = player.shown.state.value;
  const isReady = player.reel.value !== null && shown !== 'loading' && shown !== 'failed';
  return (
    <div class="stage" ref={stage} data-testid="stage">
      <div
        class="window"
        data-device={width < 600 ? 'phone' : 'desktop'}
        data-ready={isReady}
        style={{ inlineSize: `${Math.floor(width * scale.value)}px` }}
      >
        <AddressBar model={model} />
        <div class="screen" style={{ blockSize: `${Math.floor(height * scale.value)}px` }}>
          <div
            class="screen-scaled"
            ref={screen}
            style={{ inlineSize: `${width}px`, blockSize: `${height}px`, transform: `scale(${scale.value})` }}
          />
          <Trail model={model} scale={scale.value} />
          <Clicks model={model} scale={scale.value} />
          <NotOpenYet model={model} />
        </div>
      </div>
      {shown === 'failed' && (
        <div class="stage-message" role="alert" data-testid="replay-failed">
          <Icon name="warn" size={22} />
          <p>{player.failure.value}</p>
        </div>
      )}
      {shown === 'loading' && <Loading model={model} />}
      {player.state.value === 'playing' && player.waiting.value && <Waiting model={model} />}
      <NotWhole model={model} />
      <Skipped model={model} />
    </div>
  );
}

function AddressBar({ model }: { model: SessionModel }): JSX.Element {
  const page = useComputed(() => {
    const tab = model.tab.value;
    const pages = model.detail.value?.pageViews ?? [];
    return (
      (tab === undefined ? undefined : pageAt(pages, tab, model.player.at.value)?.url) ?? model.detail.value?.entryUrl
    );
  });
  return (
    <div class="address">
      <span class="dots" aria-hidden="true" />
      <bdi data-testid="address">{page}</bdi>
      <span class="recorded">Recorded page</span>
    </div>
  );
}

/** A tab that was opened later than the moment on the clock. Under a second it is only the page's own loading. */
function NotOpenYet({ model }: { model: SessionModel }): JSX.Element | null {
  const first = model.player.reel.value?.firstFrameAt ?? 0;
  if (first < 1_000 || model.player.at.value >= first) return null;
  return (
    <div class="screen-message" data-testid="not-open-yet">
      <p>Nothing is recorded of this tab before {clock(first)}.</p>
      <button type="button" class="button" onClick={() => model.player.seek(first)}>
        Go there
      </button>
    </div>
  );
}

function Loading({ model }: { model: SessionModel }): JSX.Element {
  const progress = model.progress.value;
  const bytes = progress?.bytes ?? 0;
  const total = Math.max(progress?.total ?? 0, bytes);
  return (
    <div class="stage-message" data-testid="loading" role="status">
      <p>Loading the recording{bytes > 0 && ` · ${(bytes / 1_048_576).toFixed(1)} MB`}</p>
      <progress aria-label="Recording loaded" value={bytes} max={total > 0 ? total : 1} />
    </div>
  );
}

/** While it plays the picture stays; what it waits for is said beside it. */
function Waiting({ model }: { model: SessionModel }): JSX.Element {
  const { at, durationMs } = model.player;
  const isLive = at.value >= durationMs.value;
  return (
    <p class="waiting" data-testid="waiting" data-live={isLive} role="status">
      {isLive ? 'Live: waiting for what the visitor does next' : 'Reading on'}
    </p>
  );
}

function Skipped({ model }: { model: SessionModel }): JSX.Element | null {
  const span = model.player.skipped.value;
  if (span === null) return null;
  return (
    <p class="skipped" key={span.from} data-testid="skipped" aria-hidden="true">
      <Icon name="skip" />
      {duration(span.until - span.from)} without activity
    </p>
  );
}

function useRoom(stage: { current: HTMLDivElement | null }): Signal<Viewport> {
  const room = useSignal<Viewport>({ width: 800, height: 500 });
  useEffect(() => {
    if (stage.current === null) return;
    const observer = new ResizeObserver(([entry]) => {
      if (entry === undefined) return;
      const { width, height } = entry.contentRect;
      room.value = { width, height: height - BAR_PX };
    });
    observer.observe(stage.current);
    return () => observer.disconnect();
  }, [stage, room]);
  return room;
}

import { type Signal, useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren, CSSProperties, JSX, TargetedPointerEvent } from 'preact';
import { useMemo } from 'preact/hooks';
import { Icon, signalIcon } from '../design/icons.tsx';
import type { SessionModel } from '../session/session-model.ts';
import { signalTitle } from '../shell/signal-catalog.ts';
import { counted, pathOf } from '../words/text.ts';
import { clock, preciseClock } from '../words/time.ts';
import { activity, activityPath } from './activity.ts';
import { LossMarks, LossSpans } from './loss-marks.tsx';
import { lossesAt, lossWords } from './losses.ts';
import { focusPlay } from './play-button.tsx';
import { type Mark, marksOf, pageAt, share } from './timeline.ts';

const BUCKETS = 160;

/** What who knows more than the recording adds to the timeline. */
export interface AroundTimeline {
  /** What happened at a moment, in words; '' for nothing. */
  near?: (at: number) => string;
  /** Above the track, beside what was found. */
  marks?: ComponentChildren;
  /** Below the track, on the same scale. */
  tracks?: ComponentChildren;
}

/** The session from left to right: what the visitor did, where nothing happened, page changes, findings, playhead. */
export function TimelineView({ model, near, marks, tracks }: AroundTimeline & { model: SessionModel }): JSX.Element {
  const hover = useSignal<number | null>(null);
  const { player } = model;
  const position = useComputed(() => `inline-size: ${share(player.at.value, player.durationMs.value) * 100}%`);
  const duration = player.durationMs.value;
  const onMove = (event: TargetedPointerEvent<HTMLDivElement>): void => {
    const box = event.currentTarget.getBoundingClientRect();
    hover.value = Math.min(1, Math.max(0, (event.clientX - box.left) / box.width));
  };
  return (
    <div
      class="timeline"
      data-testid="timeline"
      onPointerMove={onMove}
      onPointerLeave={() => {
        hover.value = null;
      }}
    >
      <Marks model={model} more={marks} />
      <div class="track">
        <Activity model={model} />
        <Quiet model={model} />
        <LossSpans model={model} />
        <Pages model={model} />
        <span class="played" style={position} />
        <Scrubber model={model} />
      </div>
      {tracks}
      <HoverLabel model={model} hover={hover} duration={duration} near={near} />
    </div>
  );
}

/** A native slider without looks over the drawn track: keyboard, touch and screen readers know it. */
function Scrubber({ model }: { model: SessionModel }): JSX.Element {
  const { player } = model;
  const spoken = useComputed(() => `${clock(player.at.value)} of ${clock(player.durationMs.value)}`);
  return (
    <input
      type="range"
      class="scrubber"
      data-testid="scrubber"
      aria-label="Moment of the session"
      aria-valuetext={spoken}
      min={0}
      max={Math.max(1, player.durationMs.value)}
      step={1}
      value={player.at}
      disabled={player.reel.value === null}
      onInput={(event) => player.seek(Number(event.currentTarget.value))}
    />
  );
}

function Activity({ model }: { model: SessionModel }): JSX.Element {
  const reel = model.player.reel.value;
  const duration = model.player.durationMs.value;
  const path = useMemo(() => activityPath(activity(reel?.acts ?? [], duration, BUCKETS)), [reel, duration]);
  return (
    <svg class="activity" viewBox={`0 0 ${BUCKETS} 1`} preserveAspectRatio="none" aria-hidden="true">
      <path d={path} />
    </svg>
  );
}

function Quiet({ model }: { model: SessionModel }): JSX.Element {
  const reel = model.player.reel.value;
  const duration = model.player.durationMs.value;
  const spans = reel?.inactive ?? [];
  const unseen =
    reel === null
      ? []
      : [
          { from: 0, until: reel.firstFrameAt },
          { from: reel.lastAt, until: duration },
        ].filter((span) => span.until - span.from > duration / 500);
  const at = ({ from, until }: { from: number; until: number }): CSSProperties => ({
    insetInlineStart: `${share(from, duration) * 100}%`,
    inlineSize: `${share(until - from, duration) * 100}%`,
  });
  return (
    <>
      {spans.map((span) => (
        <span key={span.from} class="quiet-span" data-testid="inactive" style={at(span)} />
      ))}
      {unseen.map((span) => (
        <span key={span.from} class="unseen-span" style={at(span)} />
      ))}
    </>
  );
}

function Pages({ model }: { model: SessionModel }): JSX.Element {
  const duration = model.player.durationMs.value;
  // The first page is where the tab begins: nothing changes there.
  const [, ...pages] = (model.detail.value?.pageViews ?? []).filter((page) => page.tab === model.tab.value);
  return (
    <>
      {pages.map((page) => (
        <span
          key={page.id}
          class="page-tick"
          data-testid="page-tick"
          style={{ insetInlineStart: `${share(page.at, duration) * 100}%` }}
        />
      ))}
    </>
  );
}

function Marks({ model, more }: { model: SessionModel; more: ComponentChildren }): JSX.Element {
  const duration = model.player.durationMs.value;
  return (
    <div class="marks">
      <LossMarks model={model} />
      {marksOf(model.findings.value, duration).map((mark) => (
        <FindingMark key={mark.findings[0]?.id} model={model} mark={mark} />
      ))}
      {more}
    </div>
  );
}

function FindingMark({ model, mark }: { model: SessionModel; mark: Mark }): JSX.Element | null {
  const [first] = mark.findings;
  if (first === undefined) return null;
  const several = mark.findings.length > 1;
  const name = several ? counted(mark.findings.length, 'finding') : signalTitle(first.signal);
  const selected = mark.findings.some((finding) => finding.id === model.selected.value);
  return (
    <button
      type="button"
      class="finding-mark"
      tabIndex={-1}
      data-testid="finding-mark"
      data-signal={first.signal}
      data-selected={selected}
      data-other-tab={first.tab !== model.tab.value}
      aria-label={`${name} at ${clock(first.at)}`}
      style={{ insetInlineStart: `${mark.position * 100}%` }}
      onClick={(event) => {
        void model.jumpToFinding(first);
        focusPlay(event);
      }}
    >
      {several ? mark.findings.length : <Icon name={signalIcon(first.signal)} size={12} />}
    </button>
  );
}

interface HoverProps {
  model: SessionModel;
  hover: Signal<number | null>;
  duration: number;
  near: AroundTimeline['near'];
}

function HoverLabel({ model, hover, duration, near: nearest }: HoverProps): JSX.Element | null {
  if (hover.value === null || duration === 0) return null;
  const at = hover.value * duration;
  const tab = model.tab.value;
  const page = tab === undefined ? undefined : pageAt(model.detail.value?.pageViews ?? [], tab, at);
  const step = nearest?.(at) ?? '';
  const near = marksOf(model.findings.value, duration).find(
    (mark) => Math.abs(mark.position - (hover.value ?? 0)) < 0.01,
  );
  return (
    <div
      class="hover-label"
      aria-hidden="true"
      style={{ insetInlineStart: `${Math.min(92, Math.max(8, hover.value * 100))}%` }}
    >
      <strong>{preciseClock(at)}</strong>
      {near?.findings.map((finding) => (
        <span key={finding.id}>{signalTitle(finding.signal)}</span>
      ))}
      {lossesAt(model.detail.value?.losses ?? [], tab, at).map((loss) => (
        <span key={`${loss.kind} ${loss.at}`}>{lossWords(loss)}</span>
      ))}
      {near === undefined && page !== undefined && <bdi>{pathOf(page.url)}</bdi>}
      {step !== '' && <bdi>{step}</bdi>}
    </div>
  );
}

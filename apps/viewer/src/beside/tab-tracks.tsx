import type { JSX } from 'preact';
import { share } from '../player/timeline.ts';
import type { Beside } from './beside.ts';
import { seenSpans } from './tab-spans.ts';

/** The tabs of the visitor below the timeline, each where it was looked at. Where there is one there is nothing to tell. */
export function TabTracks({ beside }: { beside: Beside }): JSX.Element | null {
  const { model, steps } = beside;
  const tabs = model.detail.value?.tabs ?? [];
  const duration = model.player.durationMs.value;
  if (tabs.length < 2) return null;
  return (
    <div class="tab-tracks" data-testid="tab-tracks" aria-hidden="true">
      {tabs.map(({ id }, index) => (
        <div key={id} class="tab-track" data-shown={model.tab.value === id} title={`Tab ${index + 1} of the visitor`}>
          {seenSpans(steps.rows.value, id).map(({ from, until }) => (
            <span
              key={from}
              class="tab-seen"
              style={{
                insetInlineStart: `${share(from, duration) * 100}%`,
                inlineSize: `max(2px, ${share(until - from, duration) * 100}%)`,
              }}
            />
          ))}
        </div>
      ))}
    </div>
  );
}

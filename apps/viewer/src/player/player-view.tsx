import type { ComponentChildren, JSX } from 'preact';
import type { SessionModel } from '../session/session-model.ts';
import { Controls } from './controls.tsx';
import { Stage } from './stage.tsx';
import { type AroundTimeline, TimelineView } from './timeline-view.tsx';

interface Props {
  model: SessionModel;
  children: ComponentChildren;
  around?: AroundTimeline;
}

/** The replay with everything that belongs to it. `data-at` and `data-state` tell programs what is on the screen, and nothing before it is. */
export function PlayerView({ model, children, around = {} }: Props): JSX.Element {
  const { player } = model;
  return (
    <section
      class="player"
      data-testid="player"
      data-at={player.shown.at}
      data-state={player.shown.state}
      aria-label="Replay"
    >
      {children}
      <Stage model={model} />
      <TimelineView model={model} {...around} />
      <Controls model={model} />
    </section>
  );
}

import type { JSX } from 'preact';
import type { SessionModel } from '../session/session-model.ts';
import { trailAt } from './reading/pointer-trail.ts';

/** The way of the pointer in the last second, over the recorded page, fading behind it. */
export function Trail({ model, scale }: { model: SessionModel; scale: number }): JSX.Element | null {
  const { hand, trail, shown } = model.player;
  if (!trail.value) return null;
  const pieces = trailAt(hand.value.pointers, shown.at.value);
  if (pieces.length === 0) return null;
  return (
    <svg class="trail" data-testid="trail" aria-hidden="true">
      {pieces.map(({ from, to, age }) => (
        <line
          key={to.at}
          x1={from.x * scale}
          y1={from.y * scale}
          x2={to.x * scale}
          y2={to.y * scale}
          opacity={String(1 - age)}
        />
      ))}
    </svg>
  );
}

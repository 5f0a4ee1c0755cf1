import type { JSX } from 'preact';
import type { SessionModel } from '../session/session-model.ts';
import { trailAt } from './reading/pointer-trail.ts';

/** The way of the pointer in the last second, over the recorded page, fading behind it. */
export function Trail({ model, scale }: { model: SessionModel; scale: number }): JSX.Element | null {
  const { hand, trail, shown } = model.player;
  if (!trail.value) return null;
  const bands = trailAt(hand.value.pointers, shown.at.value);
  if (bands.length === 0) return null;
  return (
    <svg class="trail" data-testid="trail" aria-hidden="true">
      {bands.map(({ age, points }) => (
        <polyline
          key={age}
          points={points.map(({ x, y }) => `${x * scale},${y * scale}`).join(' ')}
          opacity={String(1 - age)}
        />
      ))}
    </svg>
  );
}

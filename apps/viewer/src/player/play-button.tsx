import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import type { Player } from './player.ts';

const ID = 'play';

/** Plays and pauses. */
export function PlayButton({ player }: { player: Player }): JSX.Element {
  const playing = player.state.value === 'playing';
  const ready = player.reel.value !== null && player.state.value !== 'failed';
  return (
    <button
      type="button"
      class="play"
      id={ID}
      data-testid="play"
      aria-label={playing ? 'Pause' : 'Play'}
      title={playing ? 'Pause (Space)' : 'Play (Space)'}
      disabled={!ready}
      onClick={() => player.toggle()}
    >
      <Icon name={playing ? 'pause' : 'play'} size={18} />
    </button>
  );
}

/**
 * Hands the focus on from a button that chose a moment: Space then plays. Only after a pointer pressed it: who walks by keys
 * goes on from where they are, and Space presses what has their focus.
 */
export function focusPlay({ detail }: MouseEvent): void {
  if (detail > 0) document.getElementById(ID)?.focus({ preventScroll: true });
}

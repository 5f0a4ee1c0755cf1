import { toggleFullScreen } from '../player/full-screen.ts';
import { type KeyBindings, useKeys } from '../shell/keyboard.ts';
import type { SessionModel } from './session-model.ts';

/** Milliseconds that an arrow key moves, and with the shift key. */
const ARROW_MS = 5_000;
const FAR_MS = 30_000;

/** The keys of a replay, wherever it is shown. */
export function replayKeys(model: SessionModel): KeyBindings {
  const { player } = model;
  const move = (direction: 1 | -1, { shiftKey }: KeyboardEvent): void =>
    player.seek(player.at.value + direction * (shiftKey ? FAR_MS : ARROW_MS));
  return {
    Space: () => player.toggle(),
    ArrowLeft: (event) => move(-1, event),
    ArrowRight: (event) => move(1, event),
    ',': () => player.step(-1),
    '.': () => player.step(1),
    Home: () => player.seek(0),
    End: () => player.seek(player.durationMs.value),
    n: () => void model.jumpToNeighbour(1),
    p: () => void model.jumpToNeighbour(-1),
    '-': () => player.changeSpeed(-1),
    '+': () => player.changeSpeed(1),
    s: () => {
      player.skipInactive.value = !player.skipInactive.value;
    },
    m: () => {
      player.trail.value = !player.trail.value;
    },
    f: () => void toggleFullScreen(),
  };
}

export function useReplayKeys(model: SessionModel): void {
  useKeys(replayKeys(model));
}

import { toggleFullScreen } from '../player/full-screen.ts';
import { useKeys } from '../shell/keyboard.ts';
import type { SessionModel } from './session-model.ts';

/** Milliseconds that an arrow key moves. */
const ARROW_MS = 5_000;

/** The keys of a replay, wherever it is shown. */
export function replayKeys(model: SessionModel): Record<string, () => void> {
  const { player } = model;
  return {
    Space: () => player.toggle(),
    ArrowLeft: () => player.seek(player.at.value - ARROW_MS),
    ArrowRight: () => player.seek(player.at.value + ARROW_MS),
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
    f: () => void toggleFullScreen(),
  };
}

export function useReplayKeys(model: SessionModel): void {
  useKeys(replayKeys(model));
}

import { effect } from '@preact/signals';
import { inProject, replace, route } from '../shell/router.ts';
import type { SessionModel } from './session-model.ts';
import { sessionPath } from './session-url.ts';

/** Browsers refuse more than about 200 changes of the address in 30 s; a playing clock would make 60 a second. */
const WRITE_EVERY_MS = 250;

/** Keeps `?at=` in step with the player, from the first move on: a link that was opened as it is stays as it is. */
export function keepAddress(model: SessionModel): () => void {
  let opened: number | undefined;
  let timer: number | undefined;
  const write = (): void => {
    timer = undefined;
    if (isShown(model)) replace(momentPath(model));
  };
  const stop = effect(() => {
    const state = model.player.state.value;
    const at = model.player.at.value;
    const tab = model.tab.value;
    if (state === 'loading' || state === 'failed' || tab === undefined) return;
    opened ??= at;
    if (at === opened) return;
    opened = -1;
    timer ??= window.setTimeout(write, WRITE_EVERY_MS);
  });
  return () => {
    stop();
    clearTimeout(timer);
  };
}

/** Whether the address is this session's: while one leaves, it is somebody else's already, and not to be written over. */
export function isShown(model: SessionModel): boolean {
  return route.value.page === 'session' && route.value.id === model.id;
}

/** Path of exactly what is on the screen, with its project. The tab is named only where there is a choice. */
export function momentPath(model: SessionModel): string {
  const several = (model.detail.value?.tabs.length ?? 0) > 1;
  const tab = several ? model.tab.value : undefined;
  return inProject(sessionPath(model.id, { at: model.player.at.value, ...(tab === undefined ? {} : { tab }) }));
}

import { effect } from '@preact/signals';
import type { Beside } from '../beside/beside.ts';
import { inProject, replace, route } from '../shell/router.ts';
import type { SessionModel } from './session-model.ts';
import { sessionPath } from './session-url.ts';

/** Browsers refuse more than about 200 changes of the address in 30 s; a playing clock would make 60 a second. */
const WRITE_EVERY_MS = 250;

/** Keeps the address in step with player and panels, from the first move on: a link that was opened as it is stays as it is. */
export function keepAddress(beside: Beside): () => void {
  const { model } = beside;
  let opened: string | undefined;
  let timer: number | undefined;
  const write = (): void => {
    timer = undefined;
    if (isShown(model)) replace(momentPath(beside));
  };
  const stop = effect(() => {
    const state = model.player.state.value;
    const at = model.player.at.value;
    const tab = model.tab.value;
    const here = `${at} ${beside.panel.value} ${beside.row.value}`;
    if (state === 'loading' || (tab === undefined && state !== 'failed')) return;
    opened ??= here;
    if (here === opened) return;
    opened = '';
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

/** Path of exactly what is on the screen, with its project. The tab is named only where there is a choice, the panel where it is another. */
export function momentPath({ model, panel, row }: Beside): string {
  const several = (model.detail.value?.tabs.length ?? 0) > 1;
  const tab = several ? model.tab.value : undefined;
  const place = {
    ...(tab === undefined ? {} : { tab }),
    ...(panel.value === 'steps' ? {} : { panel: panel.value }),
    ...(row.value === null ? {} : { row: row.value }),
  };
  return inProject(sessionPath(model.id, { at: model.player.at.value, ...place }));
}

import { PLUGIN } from '@falter/wire';
import { type Undo, undoAll } from '../host/listen.ts';
import { watchClipboard } from './clipboard.ts';
import { watchCsp } from './csp.ts';
import { watchDialogs } from './dialogs.ts';
import { type Happenings, some } from './happenings.ts';

/** What happens on a page and may be watched from a moment after its recording has begun. */
export function watchAsides({ note, endpoint, idOf, guard }: Happenings): Undo {
  const stops: Undo[] = [];
  const watches = [
    () => watchDialogs(some(note, PLUGIN.dialog), idOf, guard),
    () => watchCsp(some(note, PLUGIN.csp), endpoint, guard),
    () => watchClipboard(some(note, PLUGIN.clipboard), idOf, guard),
  ];
  for (const watch of watches) guard(() => void stops.push(watch()))();
  return undoAll(stops);
}

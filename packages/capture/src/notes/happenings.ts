import { PLUGIN } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { type Undo, undoAll } from '../host/listen.ts';
import type { Tape } from '../recording/tape.ts';
import { watchClipboard } from './clipboard.ts';
import { watchConsole } from './console.ts';
import { watchCsp } from './csp.ts';
import { watchDialogs } from './dialogs.ts';
import { watchResources } from './resources.ts';

type Note = Tape['note'];
type Plugin = Parameters<Note>[0];

/** Notes of one kind that a document may tell: whoever reads fifty does not need the rest. */
const KIND_MAX = 50;

/** What the watches have to know. */
interface Setting {
  endpoint: string;
  /** rrweb's id of a node. */
  idOf(node: Node): number;
  guard: Guard;
}

/** Small things that happen on a page beside errors, requests and forms: each is told as it comes, within its bound. */
export function watchHappenings(note: Note, { endpoint, idOf, guard }: Setting): Undo {
  const some = (plugin: Plugin): ((payload: object) => void) => {
    let count = 0;
    return (payload) => {
      if (count++ < KIND_MAX) note(plugin, payload);
    };
  };
  const watches = [
    () => watchConsole(some(PLUGIN.console), guard),
    () => watchResources(some(PLUGIN.resource), { endpoint, idOf }, guard),
    () => watchCsp(some(PLUGIN.csp), endpoint, guard),
    () => watchDialogs(some(PLUGIN.dialog), idOf, guard),
    () => watchClipboard(some(PLUGIN.clipboard), idOf, guard),
  ];
  const stops: Undo[] = [];
  // Each on its own: a page that froze one thing is still told of in the others.
  for (const watch of watches) guard(() => void stops.push(watch()))();
  return undoAll(stops);
}

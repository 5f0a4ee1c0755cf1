import { PLUGIN } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { type Undo, undoAll } from '../host/listen.ts';
import type { Tape } from '../recording/tape.ts';
import { watchConsole } from './console.ts';
import { watchResources } from './resources.ts';

type Note = Tape['note'];
type Plugin = Parameters<Note>[0];

/** Notes of one kind that a document may tell: whoever reads fifty does not need the rest. */
const KIND_MAX = 50;

/** What the watches tell and have to know. */
export interface Happenings {
  note: Note;
  endpoint: string;
  /** rrweb's id of a node. */
  idOf(node: Node): number;
  guard: Guard;
}

/** Tells of one kind, within its bound. */
export function some(note: Note, plugin: Plugin): (payload: object) => void {
  let count = 0;
  return (payload) => {
    if (count++ < KIND_MAX) note(plugin, payload);
  };
}

/** Small things that happen on a page beside errors, requests and forms: each is told as it comes. */
export function watchHappenings({ note, endpoint, idOf, guard }: Happenings): Undo {
  const watches = [
    () => watchConsole(some(note, PLUGIN.console), guard),
    () => watchResources(some(note, PLUGIN.resource), { endpoint, idOf }, guard),
  ];
  const stops: Undo[] = [];
  // Each on its own: a page that froze one thing is still told of in the others.
  for (const watch of watches) guard(() => void stops.push(watch()))();
  return undoAll(stops);
}

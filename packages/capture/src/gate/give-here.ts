import { createRecorder } from '../begin.ts';
import { openBeyond } from '../beyond/open.ts';
import { extrasWith } from '../extras/extras.ts';
import { type Bring, MARK, type Marked } from './gate.ts';

/** For a gate whose recorder is here already, with all that belongs to it. */
export const giveHere: Bring = () =>
  (window as Marked)[MARK]?.(createRecorder((arrived) => arrived(extrasWith((_, reached) => reached(openBeyond)))));

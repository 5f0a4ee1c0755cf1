import { createRecorder } from './begin.ts';
import { MARK, type Marked } from './gate/gate.ts';

/** The recorder's own file: gives itself to the gate that fetched it. */
(window as Marked)[MARK]?.(createRecorder());

import { createRecorder } from './begin.ts';
import { MARK, type Marked } from './gate/gate.ts';
import { bringScript } from './host/bring-script.ts';

/** Path below the collector and `integrity` of the extras that were built with this recorder: whoever pins one pins both. */
declare const EXTRAS_PATH: string;
declare const EXTRAS_INTEGRITY: string;

const { nonce, src } = Object(document.currentScript);

/** falter.recorder.js: gives itself to the gate that fetched it, and fetches what may come later from where it was itself. */
(window as Marked)[MARK]?.(
  createRecorder((arrived, onerror) =>
    bringScript({
      src: src.replace(/\/v\/\w+\/[\w.]+$/, EXTRAS_PATH),
      integrity: EXTRAS_INTEGRITY,
      nonce,
      arrived,
      onerror,
    }),
  ),
);

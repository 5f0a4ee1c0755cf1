import { bringScript } from './host/bring-script.ts';
import { openFromTag } from './tag.ts';

/** Path below the collector and `integrity` of the recorder that was built with this loader: whoever pins one pins both. */
declare const RECORDER_PATH: string;
declare const RECORDER_INTEGRITY: string;

/** falter.js: the gate alone. The recorder comes, when it may, out of a file of its own that never changes. */
openFromTag(
  ({ nonce }) =>
    (endpoint, onerror) =>
      bringScript({ src: endpoint + RECORDER_PATH, integrity: RECORDER_INTEGRITY, nonce, onerror }),
);

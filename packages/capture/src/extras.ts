import { extrasWith } from './extras/extras.ts';
import { bringScript } from './host/bring-script.ts';

/** Path below the collector and `integrity` of the part beyond that was built with these extras: whoever pins one pins both. */
declare const BEYOND_PATH: string;
declare const BEYOND_INTEGRITY: string;

const script = Object(document.currentScript);
const { nonce } = script;

/** falter.extras.js: gives itself to the recorder that fetched it. */
script.arrived?.(
  extrasWith((endpoint, arrived) =>
    // Where it does not come, the page is recorded without it.
    bringScript({ src: endpoint + BEYOND_PATH, integrity: BEYOND_INTEGRITY, nonce, arrived, onerror: () => {} }),
  ),
);

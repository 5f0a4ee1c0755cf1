import { extras } from './extras/extras.ts';

/** falter.extras.js: gives itself to the recorder that fetched it. */
Object(document.currentScript).arrived?.(extras);

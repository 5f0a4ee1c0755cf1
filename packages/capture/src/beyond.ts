import { openBeyond } from './beyond/open.ts';

/** falter.beyond.js: gives itself to the extras that fetched it. */
Object(document.currentScript).arrived?.(openBeyond);

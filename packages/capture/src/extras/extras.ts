import { createWords } from '../api/words.ts';
import { recover } from '../delivery/recovery.ts';
import { callRoll } from '../delivery/roll-call.ts';
import { watchConsentMode } from '../gate/consent-mode.ts';
import { watchAsides } from '../notes/asides.ts';
import { watchVitals } from '../notes/vitals.ts';
import { createRings, tidyRings } from '../recording/rings.ts';

/**
 * What a recording does not begin with, because nothing is lost when it comes a moment later: the site's words wait in a queue, browsers keep
 * the vitals for whoever asks late, and what earlier visits left has waited for long.
 */
export interface Extras {
  createWords: typeof createWords;
  watchVitals: typeof watchVitals;
  watchAsides: typeof watchAsides;
  recover: typeof recover;
  callRoll: typeof callRoll;
  createRings: typeof createRings;
  tidyRings: typeof tidyRings;
  watchConsentMode: typeof watchConsentMode;
}

export const extras: Extras = {
  createWords,
  watchVitals,
  watchAsides,
  recover,
  callRoll,
  createRings,
  tidyRings,
  watchConsentMode,
};

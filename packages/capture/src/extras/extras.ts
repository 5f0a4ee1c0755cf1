import { createWords } from '../api/words.ts';
import { type BringBeyond, reachWith } from '../beyond/reach.ts';
import { describeEnd } from '../delivery/describe-end.ts';
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
  describeEnd: typeof describeEnd;
  recover: typeof recover;
  callRoll: typeof callRoll;
  createRings: typeof createRings;
  tidyRings: typeof tidyRings;
  watchConsentMode: typeof watchConsentMode;
  reach: ReturnType<typeof reachWith>;
}

/** `bring` gets what few projects wish, and only for them. */
export function extrasWith(bring: BringBeyond): Extras {
  return {
    createWords,
    watchVitals,
    watchAsides,
    describeEnd,
    recover,
    callRoll,
    createRings,
    tidyRings,
    watchConsentMode,
    reach: reachWith(bring),
  };
}

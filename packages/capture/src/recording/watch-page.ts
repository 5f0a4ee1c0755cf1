import { type ErrorPayload, PLUGIN, type RequestPayload, type SubmitPayload } from '@falter/wire';
import type { Delivery } from '../delivery/delivery.ts';
import { isUrgent, SOON_MS } from '../delivery/pace.ts';
import type { Sender } from '../delivery/sender.ts';
import type { Guard } from '../host/guard.ts';
import { undoAll } from '../host/listen.ts';
import { watchErrors } from '../notes/errors.ts';
import { watchForms } from '../notes/forms.ts';
import { type Happenings, watchHappenings } from '../notes/happenings.ts';
import { watchNavigation } from '../notes/navigation.ts';
import { watchRequests } from '../notes/requests.ts';
import type { VitalsWatch } from '../notes/vitals.ts';
import { watchActivity } from '../session/activity.ts';
import type { Identity } from '../session/identity.ts';
import { idOf } from './record.ts';
import type { Site } from './recording.ts';
import type { Tape } from './tape.ts';

/** Errors that one session may send from one tab: whoever reads fifty does not need the rest. */
const ERRORS_MAX = 50;

/** Notes of other kinds, and words of the site. */
const NOTES_MAX = 1_000;

/** What a recording is made of. */
export interface Parts {
  identity: Identity;
  sender: Sender;
  delivery: Delivery;
  tape: Tape;
  guard: Guard;
}

/** What ends a recording from inside. */
export interface Ends {
  /** It may not or can not go on. */
  forbidden(why: string): void;
  /** A session began that is not in the site's sample. */
  unchosen(): void;
}

export interface PageWatch {
  /** The page is hidden, and may not come back. */
  hide(): void;
  /** The page is leaving: tells at once what waits for an end. */
  settle(): void;
  stop(): void;
}

/** What happens on the page that rrweb does not tell. */
export function watchPage(parts: Parts, site: Site): PageWatch {
  const { identity, tape, guard } = parts;
  const onError = (error: ErrorPayload, at?: number): void => {
    if (identity.stream.errors >= ERRORS_MAX) return;
    identity.stream.errors++;
    noteNow(parts, PLUGIN.error, error, at);
    tape.holding.trigger();
  };
  const onSubmit = (submit: SubmitPayload): void => {
    noteNow(parts, PLUGIN.submit, submit);
    if (submit.kind === 'invalid') tape.holding.trigger();
  };
  const forms = watchForms(onSubmit, idOf, guard);
  const setting = { ...site, seen: () => identity.seen };
  const requests = watchRequests((request) => noteRequest(parts, request), setting, guard);
  const { endpoint } = site;
  const happenings: Happenings = { note: (...note) => noteSome(parts, site, note), endpoint, idOf, guard };
  const stops = [
    watchActivity(tape.sign, guard),
    watchErrors(onError, guard, site.early),
    watchNavigation((navigation) => noteNow(parts, PLUGIN.navigation, navigation), guard),
    watchHappenings(happenings),
    forms.stop,
    requests.stop,
    tape.stop,
  ];
  let vitals: VitalsWatch | undefined;
  let isOver = false;
  site.later(({ watchVitals, watchAsides }) => {
    if (isOver) return;
    vitals = watchVitals((vital) => tape.note(PLUGIN.vital, vital), guard);
    stops.push(vitals.stop, watchAsides(happenings));
  });
  const hide = guard(() => vitals?.settle());
  return {
    hide,
    settle: undoAll([guard(forms.settle), guard(requests.settle), hide]),
    stop() {
      isOver = true;
      for (const stop of stops) guard(stop)();
    },
  };
}

function noteNow({ tape, sender }: Parts, ...note: Parameters<Tape['note']>): void {
  tape.note(...note);
  sender.within(SOON_MS);
}

/** A note of which a page could make any number. */
export function noteSome({ tape, identity }: Parts, { said }: Site, note: Parameters<Tape['note']>): void {
  if (identity.stream.notes >= NOTES_MAX) said.leftOut++;
  else {
    identity.stream.notes++;
    tape.note(...note);
  }
}

function noteRequest({ tape, sender }: Parts, request: RequestPayload): void {
  tape.note(PLUGIN.request, request);
  if (isUrgent(request)) sender.within(SOON_MS);
}

import { type ErrorPayload, PLUGIN, type RequestPayload } from '@falter/wire';
import type { Check } from '../check.ts';
import type { Sender as Party } from '../delivery/batch.ts';
import { isUrgent, SOON_MS } from '../delivery/pace.ts';
import { createSender, type Sender } from '../delivery/sender.ts';
import { createTransport } from '../delivery/transport.ts';
import { createGuard, type Guard } from '../host/guard.ts';
import { undoAll } from '../host/listen.ts';
import type { WithFetch } from '../host/loud.ts';
import { watchPolicy } from '../host/policy.ts';
import { warn } from '../host/warn.ts';
import { watchErrors } from '../notes/errors.ts';
import { watchForms } from '../notes/forms.ts';
import { watchNavigation } from '../notes/navigation.ts';
import { watchRequests } from '../notes/requests.ts';
import { watchVisibility } from '../notes/visibility.ts';
import { watchActivity } from '../session/activity.ts';
import { createIdentity, type Identity, type Stores } from '../session/identity.ts';
import { isInSample } from '../session/sample.ts';
import { idOf } from './record.ts';
import { startTape, type Tape } from './tape.ts';

/** Errors that one session may send from one tab: whoever reads fifty does not need the rest. */
const ERRORS_MAX = 50;

interface Parts {
  identity: Identity;
  sender: Sender;
  tape: Tape;
  guard: Guard;
}

/** Why a recording that waits for struggle (`when: 'struggle'`) is to be kept and sent. */
export type Struggle = 'error' | 'rage' | 'invalid' | 'call' | 'person';

/** A running recording, ended in one of two ways. */
export interface Recording {
  /** What was recorded until then is still sent. */
  stop(): void;
  /** What was not sent is forgotten, and nothing is written any more. */
  drop(): void;
  /** Somebody may want to see this: a page that holds back what it recorded sends it, and the session records on. */
  trigger(reason: Struggle): void;
}

/** What a site wished, made sound. */
export interface Site extends Party {
  endpoint: string;
  /** Share of the sessions that are recorded, 0..1. */
  sample: number;
  stores: Stores;
  withFetch: WithFetch;
  check: Check | undefined;
}

/** What ends a recording from inside. */
interface Ends {
  /** It may not or can not go on. */
  forbidden(why: string): void;
  /** A session began that is not in the site's sample. */
  unchosen(): void;
}

/** Records until told otherwise. `onUnchosen`: it has stopped, because a session began that is not in the site's sample. */
export function startRecording(site: Site, onUnchosen: () => void): Recording {
  const ends: Ends = {
    forbidden(why) {
      parts.sender.close();
      stop();
      warn(`Recording stopped: ${why}`);
    },
    unchosen() {
      stop();
      onUnchosen();
    },
  };
  const parts = connect(site, ends);
  const { identity, sender, guard } = parts;
  const watch = watchPage(parts, site, ends);
  const unlink = watchLife(parts, watch.settle);
  site.check?.tell('recording');
  let stopped = false;

  function stop(): void {
    if (stopped) return;
    stopped = true;
    watch.stop();
    // What was recorded still leaves; until then the page may go.
    const finish = guard(() => {
      unlink();
      identity.leave();
      sender.close();
    });
    sender.drain().then(finish, finish);
  }
  return {
    stop,
    drop() {
      sender.close();
      unlink();
      if (!stopped) watch.stop();
      stopped = true;
    },
    trigger() {
      sender.within(SOON_MS);
    },
  };
}

/** Identity, tape and sender, and what one must do when something happens to another. */
function connect(site: Site, ends: Ends): Parts {
  const { check } = site;
  const identity = createIdentity(site.stores, site.key, Date.now());
  const onFault = (): void => {
    identity.stream.faults++;
  };
  const guard = createGuard(onFault);
  const sender = createSender(site, createTransport(site.endpoint, check?.answered), {
    onHole: guard(() => tape.snapshot()),
    onConflict: guard(() => {
      identity.moveTab();
      tape.begin();
    }),
    onEnd: guard((status: number) => ends.forbidden(describeEnd(status))),
    onFault,
  });
  const tape = startTape({
    identity,
    sender,
    guard,
    onFault,
    isChosen: () => isInSample(identity.stream.session, site.sample),
    onUnchosen: guard(ends.unchosen),
    hurried: check !== undefined,
  });
  return { identity, sender, tape, guard };
}

/** What happens on the page that rrweb does not tell. `settle` tells at once what waits for an end: the page is leaving. */
function watchPage(parts: Parts, site: Site, ends: Ends): { settle: () => void; stop: () => void } {
  const { identity, tape, guard } = parts;
  const onError = (error: ErrorPayload): void => {
    if (identity.stream.errors >= ERRORS_MAX) return;
    identity.stream.errors++;
    noteNow(parts, PLUGIN.error, error);
  };
  const onPolicy = (why: string, directive: string): void => {
    site.check?.tell('blocked-by-csp', directive);
    ends.forbidden(why);
  };
  const forms = watchForms((submit) => noteNow(parts, PLUGIN.submit, submit), idOf, guard);
  const setting = { ...site, seen: () => identity.seen };
  const requests = watchRequests((request) => noteRequest(parts, request), setting, guard);
  const stops = [
    watchActivity((now) => identity.touch(now) && tape.begin(), guard),
    watchErrors(onError, guard),
    watchNavigation((navigation) => noteNow(parts, PLUGIN.navigation, navigation), guard),
    watchPolicy(site.endpoint, onPolicy, guard),
    forms.stop,
    requests.stop,
    tape.stop,
  ];
  return { settle: undoAll([forms.settle, requests.settle]), stop: undoAll(stops.map((stop) => guard(stop))) };
}

/** The document's own life. Stays on after a stop until everything was sent. */
function watchLife(parts: Parts, settle: () => void): () => void {
  const { identity, sender, tape, guard } = parts;
  return watchVisibility(
    {
      report(state) {
        tape.note(PLUGIN.visibility, { state });
        // A phone may kill a hidden page without another word.
        if (state === 'hidden') void sender.drain();
      },
      leave() {
        settle();
        tape.note(PLUGIN.visibility, { state: 'left' });
        tape.pause();
        sender.leave();
        identity.leave();
      },
      comeBack: () => retake(parts, 0),
    },
    guard,
  );
}

/** How often, and how long apart, a document out of the cache waits for the one it replaces to say goodbye. */
const RETAKES = 10;
const RETAKE_EVERY_MS = 50;

/**
 * A document comes out of the back/forward cache before the other one hears that it has to go, so for some milliseconds both
 * hold the tab. Whoever does not wait is another tab from then on.
 */
function retake(parts: Parts, tries: number): void {
  const { identity, tape, guard } = parts;
  if (identity.present) return;
  if (identity.isTaken() && tries < RETAKES) {
    setTimeout(
      guard(() => retake(parts, tries + 1)),
      RETAKE_EVERY_MS,
    );
    return;
  }
  identity.comeBack(Date.now());
  tape.begin();
}

function noteNow({ tape, sender }: Parts, ...note: Parameters<Tape['note']>): void {
  tape.note(...note);
  sender.within(SOON_MS);
}

function noteRequest({ tape, sender }: Parts, request: RequestPayload): void {
  tape.note(PLUGIN.request, request);
  if (isUrgent(request)) sender.within(SOON_MS);
}

function describeEnd(status: number): string {
  if (status === 401) return 'the collector does not know this key (401). Check data-key.';
  if (status === 403) return 'the collector does not accept this site (403). Check the allowed origins of the project.';
  return `the collector keeps refusing this page (${status}). Check that snippet and collector are of the same version.`;
}

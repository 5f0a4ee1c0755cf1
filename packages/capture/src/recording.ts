import { type ErrorPayload, PLUGIN } from '@falter/wire';
import { watchActivity } from './activity.ts';
import type { Sender as Party } from './batch.ts';
import { watchErrors } from './errors.ts';
import { watchForms } from './forms.ts';
import { createGuard, type Guard } from './guard.ts';
import { createIdentity, type Identity } from './identity.ts';
import { watchNavigation } from './navigation.ts';
import { SOON_MS } from './pace.ts';
import { watchPolicy } from './policy.ts';
import { idOf } from './record.ts';
import { createSender, type Sender } from './sender.ts';
import { openStore } from './store.ts';
import { startTape, type Tape } from './tape.ts';
import { createTransport } from './transport.ts';
import { watchVisibility } from './visibility.ts';
import { warn } from './warn.ts';

/** Errors that one session may send from one tab: whoever reads fifty does not need the rest. */
const ERRORS_MAX = 50;

interface Parts {
  identity: Identity;
  sender: Sender;
  tape: Tape;
  guard: Guard;
}

/** Connects the parts and starts. The result stops: what was recorded until then is still sent. */
export function startRecording(party: Party, endpoint: string): () => void {
  const stores = { shared: openStore('localStorage'), tab: openStore('sessionStorage') };
  const identity = createIdentity(stores, party.key, Date.now());
  const onFault = (): void => {
    identity.stream.faults++;
  };
  const guard = createGuard(onFault);
  const end = guard((why: string) => {
    sender.close();
    stop();
    warn(`Recording stopped: ${why}`);
  });
  const sender = createSender(party, createTransport(endpoint), {
    onHole: guard(() => tape.snapshot()),
    onConflict: guard(() => {
      identity.moveTab();
      tape.begin();
    }),
    onEnd: (status) => end(describeEnd(status)),
    onFault,
  });
  const tape = startTape({ identity, sender, guard, onFault });
  const parts = { identity, sender, tape, guard };
  const forms = watchForms((submit) => noteNow(parts, PLUGIN.submit, submit), idOf, guard);
  const stops = [...watchPage(parts), forms.stop, watchPolicy(endpoint, end, guard)];
  const unlink = watchLife(parts, forms.settle);
  let stopped = false;
  function stop(): void {
    if (stopped) return;
    stopped = true;
    for (const undo of [...stops, tape.stop]) guard(undo)();
    // What was recorded still leaves; until then the page may go.
    const finish = guard(() => {
      unlink();
      identity.leave();
      sender.close();
    });
    sender.drain().then(finish, finish);
  }
  return stop;
}

/** What happens on the page that rrweb does not tell. */
function watchPage(parts: Parts): (() => void)[] {
  const { identity, tape, guard } = parts;
  const onError = (error: ErrorPayload): void => {
    if (identity.stream.errors >= ERRORS_MAX) return;
    identity.stream.errors++;
    noteNow(parts, PLUGIN.error, error);
  };
  return [
    watchActivity((now) => identity.touch(now) && tape.begin(), guard),
    watchErrors(onError, guard),
    watchNavigation((navigation) => noteNow(parts, PLUGIN.navigation, navigation), guard),
  ];
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

function describeEnd(status: number): string {
  if (status === 401) return 'the collector does not know this key (401). Check data-key.';
  if (status === 403) return 'the collector does not accept this site (403). Check the allowed origins of the project.';
  return `the collector keeps refusing this page (${status}). Check that snippet and collector are of the same version.`;
}

import { PLUGIN, type SiteSettings } from '@falter/wire';
import type { Said } from '../api/said.ts';
import type { Sender as Party } from '../delivery/batch.ts';
import { openDelivery } from '../delivery/delivery.ts';
import type { Loss } from '../delivery/losses.ts';
import { createTransport } from '../delivery/transport.ts';
import type { Later } from '../extras/later.ts';
import type { Answered } from '../gate/answered.ts';
import type { EarlyError } from '../gate/terms.ts';
import { createGuard } from '../host/guard.ts';
import { undoAll } from '../host/listen.ts';
import { warn } from '../host/warn.ts';
import { watchVisibility } from '../notes/visibility.ts';
import { isChosen } from '../session/chosen.ts';
import { createIdentity, type Stores, storeName } from '../session/identity.ts';
import { createPresence } from '../session/presence.ts';
import { ringsLater } from './rings.ts';
import { startTape } from './tape.ts';
import { type Ends, noteSome, type PageWatch, type Parts, watchPage } from './watch-page.ts';

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

/** What a site wished, made sound: what its tag and its project say, the stricter of both. */
export interface Site extends Party, Omit<SiteSettings, 'recording' | 'consent'> {
  endpoint: string;
  stores: Stores;
  /** The browser's own fetch, for what we send. */
  send: typeof fetch;
  /** Whether the page's fetch may be watched. */
  watchesFetch: boolean;
  /** Errors of the page that came before the recorder. */
  early: readonly EarlyError[];
  answered: Answered;
  /** Somebody is setting the site up, and waits for the first batches. */
  hurried: boolean;
  said: Said;
  /** Id of the project in the viewer; a collector of before does not tell it. */
  project?: string | undefined;
  later: Later;
  /** Id of a session that is recorded although it is not in the sample. */
  chosen?: string;
}

/** Records until told otherwise. `onUnchosen`: it has stopped, because a session began that is not in the site's sample. */
export function startRecording(site: Site, onUnchosen: () => void): Recording {
  const ends: Ends = {
    forbidden(why) {
      parts.sender.close();
      stop();
      site.said.tell('stopped', why);
      warn(`Recording stopped: ${why}`);
    },
    unchosen() {
      stop();
      onUnchosen();
    },
  };
  const parts = connect(site, ends);
  const { identity, sender, delivery, tape, guard } = parts;
  const watch = watchPage(parts, site);
  const unlink = undoAll([watchLife(parts, watch), delivery.stop]);
  site.said.tell('recording');
  const trigger = guard(() => tape.holding.trigger());
  site.said.attach({
    get begun() {
      return tape.begun;
    },
    note: guard((...note) => {
      noteSome(parts, site, note);
      // The site speaks of this page: it matters, touched or not.
      tape.holding.wake();
    }),
    trigger,
    snapshot: guard(tape.snapshot),
    get stream() {
      return identity.stream;
    },
  });
  // On a page that is ready the first snapshot is taken before there is anybody to say it to.
  if (tape.begun) site.said.repeat?.();
  if (tape.holding.waits) site.said.offer(trigger);
  let stopped = false;

  function stop(): void {
    if (stopped) return;
    stopped = true;
    site.said.link = undefined;
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
      site.said.link = undefined;
      sender.close();
      unlink();
      if (!stopped) watch.stop();
      stopped = true;
    },
    trigger,
  };
}

/** A first snapshot waits this long for the extras, which make it small. Whoever leaves meanwhile loses nothing. */
const EXTRAS_WAIT_MS = 1_000;

/** Identity, tape and sender, and what one must do when something happens to another. */
function connect(site: Site, ends: Ends): Parts {
  const identity = createIdentity(site.stores, site.key, Date.now());
  const onFault = (): void => {
    identity.stream.faults++;
  };
  const guard = createGuard(onFault);
  const presence = createPresence(identity, site.hurried);
  const consequences = {
    onHole: guard((loss: Loss) => tape.lost(loss)),
    onConflict: guard(() => {
      identity.moveTab();
      tape.begin();
    }),
    onErased: guard(() => identity.erase()),
    onEnd: guard((status: number) =>
      site.later(
        ({ describeEnd }) => ends.forbidden(describeEnd(status)),
        () => ends.forbidden(`${status}`),
      ),
    ),
    onFault,
  };
  const delivery = openDelivery({
    party: site,
    transport: createTransport(site),
    identity,
    shared: site.stores.shared,
    name: storeName(site.key),
    guard,
    presence,
    consequences,
    later: site.later,
  });
  const { sender, shelf } = delivery;
  const rings = site.when === 'struggle' && !site.hurried ? ringsLater(site.later, shelf, site.release) : undefined;
  if (rings && !identity.wanted) site.later(({ tidyRings }) => void tidyRings(shelf, identity.stream));
  const tape = startTape({
    identity,
    sender,
    guard,
    onFault,
    preset: site.privacy,
    isChosen: () => isChosen(site, identity.stream.session),
    onUnchosen: guard(ends.unchosen),
    hurried: site.hurried,
    onBegun: guard(() => site.said.repeat?.()),
    presence,
    rings,
    onOpen: delivery.recover,
  });
  site.ready = new Promise<void>((resolve) => {
    setTimeout(resolve, EXTRAS_WAIT_MS);
    site.later(({ reach }) => resolve(reach(tape, site)), resolve);
  });
  if (site.hurried || identity.wanted) tape.holding.wake();
  return { identity, sender, delivery, tape, guard };
}

/** The document's own life. Stays on after a stop until everything was sent. */
function watchLife(parts: Parts, { hide, settle }: PageWatch): () => void {
  const { identity, sender, tape, guard } = parts;
  return watchVisibility(
    {
      report(state) {
        if (state === 'hidden') hide();
        tape.note(PLUGIN.visibility, { state });
        // A phone may kill a hidden page without another word.
        if (state === 'hidden') void sender.drain();
      },
      leave() {
        settle();
        tape.note(PLUGIN.visibility, { state: 'left' });
        tape.pause();
        tape.holding.leave();
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

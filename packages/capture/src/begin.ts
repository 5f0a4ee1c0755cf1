import { RELEASE_MAX_CHARS } from '@falter/wire';
import { createSaid, type Said } from './api/said.ts';
import type { Extras } from './extras/extras.ts';
import { type BringExtras, createLater, type Later } from './extras/later.ts';
import { createAnswered } from './gate/answered.ts';
import { isChecked } from './gate/check.ts';
import { MARK, type Marked } from './gate/gate.ts';
import { stricter } from './gate/stricter.ts';
import type { Handle, Recorder, Wishes } from './gate/terms.ts';
import { attempt, createGuard } from './host/guard.ts';
import { jsonWorks } from './host/json.ts';
import { openStore } from './host/store.ts';
import type { Recording, Site } from './recording/recording.ts';
import { storeName } from './session/identity.ts';
import { startSampled } from './session/sampling.ts';
import type { Falter } from './start.ts';

/** The recorder of one page, behind its gate. Nothing of it throws. */
export function createRecorder(bringExtras: BringExtras): Recorder {
  const guard = createGuard(() => {});
  const page = window as Marked;
  const mark = page[MARK];
  let said: Said | undefined;
  let site: Site | undefined;
  let present: Recording | undefined;
  let isStopped = false;
  let isHearing = false;
  const later = createLater(bringExtras);

  function run(): void {
    if (site && !isStopped) present = startSampled(site);
  }

  function stop(): void {
    isStopped = true;
    delete page[MARK];
    present?.stop();
    present = undefined;
    said?.tell('stopped', 'the page said stop().');
  }

  function start(): void {
    if (!isStopped || page[MARK]) return;
    page[MARK] = mark;
    isStopped = false;
    run();
  }

  function drop(): void {
    site = undefined;
    present?.drop();
    present = undefined;
    said?.forget?.();
  }

  function begin(wishes: Wishes): void {
    const [, , , , handle, , , , tell, , end] = wishes;
    if (!isAble()) {
      end('not-recorded', 'this browser is too old, or the page replaced JSON.');
      return;
    }
    const { diagnostics } = handle;
    said ??= createSaid({ tell, standing: diagnostics as NonNullable<typeof diagnostics> });
    const mine = describeSite(wishes, said, later);
    site = mine;
    learn(handle, { stop: guard(stop), start: guard(start) });
    const speak = ({ createWords }: Extras): void => {
      if (site === mine) learn(handle, createWords(mine));
    };
    later(speak, () => missing(handle, mine.said));
    run();
  }

  return {
    record(...wishes) {
      attempt(() => begin(wishes), undefined);
      return { stop: guard(stop), drop: guard(drop), trigger: (reason) => present?.trigger(reason) };
    },
    hear(consent) {
      // In a task of its own: what has been said already is heard at once, and may begin a recording.
      if (!isHearing) later(({ watchConsentMode }) => setTimeout(guard(() => watchConsentMode(consent))));
      isHearing = true;
    },
  };
}

/** Gives a site its words, and answers those among them that it has said already. */
function learn(handle: Handle, words: Partial<Falter>): void {
  Object.assign(handle, words);
  const { q = [] } = handle;
  const isKnown = ([name]: [string, ...unknown[]]): boolean => name in words;
  handle.q = q.filter((said) => !isKnown(said));
  for (const [name, ...args] of q.filter(isKnown)) Object(words)[name](...args);
}

/** The recording goes on without the extras; it says so where it can be seen, here and at the collector. */
function missing(handle: Handle, said: Said): void {
  if (said.link) said.link.stream.faults++;
  handle.diagnostics = () => {
    const { state, why } = said.standing();
    return { state, why: why || 'falter.extras.js did not come.' };
  };
}

/** What was wished, made sound. */
function describeSite(wishes: Wishes, said: Said, later: Later): Site {
  const [tag, endpoint, told, share, , send, session, early = [], tell, fail, end] = wishes;
  const { key, release = '', privacy, isMuted } = tag;
  const stores = { shared: openStore('localStorage'), tab: openStore('sessionStorage') };
  // Where the browser denies storage, the session is the one that the gate drew.
  if (!stores.shared.read(storeName(key))) stores.shared.write(storeName(key), session);
  const answered = createAnswered({
    tell,
    fail,
    switchOff: () => end('switched-off'),
    snapshot: () => said.link?.snapshot(),
    lacks: (need) => said.lacks?.(need),
  });
  return {
    ...told,
    ...{ key, endpoint, release: String(release).slice(0, RELEASE_MAX_CHARS) },
    ...{ sample: share, privacy: stricter(privacy ?? told.privacy, told.privacy) },
    ...{ stores, said, later, early, answered, send, watchesFetch: !isMuted, hurried: isChecked() },
  };
}

/** Object.hasOwn is the youngest thing we cannot do without: Chrome 93, Firefox 92, Safari 15.4. */
function isAble(): boolean {
  const able = typeof Object.hasOwn === 'function' && typeof MutationObserver === 'function';
  return able && jsonWorks();
}

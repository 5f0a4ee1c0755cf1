import { KEY_MAX_CHARS, RELEASE_MAX_CHARS } from '@falter/wire';
import { type Check, openCheck } from './check.ts';
import { attempt } from './host/guard.ts';
import { jsonWorks } from './host/json.ts';
import { listen } from './host/listen.ts';
import type { WithFetch } from './host/loud.ts';
import { openStore } from './host/store.ts';
import { warn } from './host/warn.ts';
import { watchFetch } from './notes/fetch.ts';
import type { Recording, Site } from './recording/recording.ts';
import { forgetIdentity } from './session/identity.ts';
import { startSampled } from './session/sampling.ts';
import type { Falter, StartOptions } from './start.ts';

/** What the script tag knows besides. */
export interface Wishes extends StartOptions {
  privacy?: string | undefined;
  /** How to come to the page's fetch, where this script itself may not touch it. */
  withFetch?: WithFetch | undefined;
}

/** Marks a window that is being recorded, for another copy of the snippet and for frames inside it. */
const MARK = Symbol.for('falter');

type Marked = Partial<Record<typeof MARK, true>>;

/** Starts what is wished; undefined when nothing can or may be recorded here. Never throws. */
export function begin(wishes: Wishes): Falter | undefined {
  const hasPage = typeof window !== 'undefined' && typeof document !== 'undefined';
  return attempt(() => (hasPage && !isInsideRecorded() ? beginOnPage(wishes) : undefined), undefined);
}

function beginOnPage(wishes: Wishes): Falter | undefined {
  const endpoint = attempt(() => readEndpoint(wishes.endpoint), '');
  const check = endpoint ? openCheck(endpoint) : undefined;
  check?.tell('loaded');
  // A visitor with an old browser is not told.
  if (!isAble()) return void check?.tell('not-recorded', 'this browser is too old, or the page replaced JSON.');
  const marked = window as Marked;
  const why =
    refusal(wishes, endpoint) || (marked[MARK] ? 'this page is recorded already. Include the snippet once.' : '');
  if (why) {
    warn(`Nothing is recorded: ${why}`);
    return void check?.tell('not-recorded', why);
  }
  marked[MARK] = true;
  return createHandle(describeSite(wishes, endpoint, check), wishes.consent === 'required');
}

function createHandle(site: Site, waits: boolean): Falter {
  let running: Recording | undefined;
  let over = false;
  const consent = (given: boolean): void =>
    attempt(() => {
      if (!given) {
        running?.drop();
        running = undefined;
        // Also where nothing began here: a page before this one may have kept something.
        forgetIdentity(site.stores, site.key);
      } else if (!over) running ??= whenActive(() => startSampled(site));
    }, undefined);
  const stop = (): void =>
    attempt(() => {
      over = true;
      delete (window as Marked)[MARK];
      running?.stop();
    }, undefined);
  if (waits) site.check?.tell('consent-pending');
  else consent(true);
  return Object.assign(stop, { consent });
}

function describeSite(
  { key, release = '', sample = 1, withFetch }: Wishes,
  endpoint: string,
  check: Check | undefined,
): Site {
  return {
    key,
    release: String(release).slice(0, RELEASE_MAX_CHARS),
    endpoint,
    sample,
    stores: { shared: openStore('localStorage'), tab: openStore('sessionStorage') },
    withFetch: withFetch ?? ((use) => use(watchFetch)),
    check,
  };
}

/** Why a site's wishes cannot be met, '' when they can: then nothing is recorded, never less privately than wished. */
function refusal({ key, consent = 'granted', sample = 1, privacy = 'default' }: Wishes, endpoint: string): string {
  if (typeof key !== 'string' || key === '' || key.length > KEY_MAX_CHARS)
    return 'no data-key (npm: key) was given. Add the write key of your project.';
  if (endpoint === '')
    return 'data-endpoint (npm: endpoint) is no address. Give https:// and the host of the collector.';
  if (consent !== 'granted' && consent !== 'required')
    return `there is no consent "${consent}". Say "granted" or "required".`;
  if (!(sample >= 0 && sample <= 1)) return 'the share of sessions (sample) is no number from 0 to 1. Correct it.';
  if (privacy === 'default' || privacy === 'open') return '';
  return `this build has no privacy preset "${privacy}". Remove data-privacy.`;
}

/** Origin and path of the collector without a trailing slash, '' when it is none. Throws when it is no address at all. */
function readEndpoint(endpoint: string): string {
  const { protocol, origin, pathname } = new URL(endpoint);
  return /^https?:$/.test(protocol) ? `${origin}${pathname}`.replace(/\/+$/, '') : '';
}

/** A prerendered page was not seen by anybody yet, and most never are. */
function whenActive(record: () => Recording): Recording {
  if (!(document as Document & { prerendering?: boolean }).prerendering) return record();
  let running: Recording | undefined;
  const unlisten = listen(
    document,
    'prerenderingchange',
    () => {
      running = attempt(record, undefined);
    },
    { once: true },
  );
  const both = (end: 'stop' | 'drop') => (): void => {
    unlisten();
    running?.[end]();
  };
  return { stop: both('stop'), drop: both('drop'), trigger: (reason) => running?.trigger(reason) };
}

/** Object.hasOwn is the youngest thing we cannot do without: Chrome 93, Firefox 92, Safari 15.4. */
function isAble(): boolean {
  const able =
    typeof Object.hasOwn === 'function' && typeof MutationObserver === 'function' && typeof fetch === 'function';
  return able && jsonWorks();
}

/** rrweb records frames of the same origin from outside; recording them again from inside would tell everything twice. */
function isInsideRecorded(): boolean {
  return attempt(() => window.parent !== window && (window.parent as Marked)[MARK] === true, false);
}

import { KEY_MAX_CHARS, RELEASE_MAX_CHARS } from '@falter/wire';
import { createSaid, type Said } from './api/said.ts';
import { createWords } from './api/words.ts';
import { openCheck } from './check.ts';
import { attempt } from './host/guard.ts';
import { jsonWorks } from './host/json.ts';
import { listen } from './host/listen.ts';
import type { WithFetch } from './host/loud.ts';
import { openStore } from './host/store.ts';
import { warn } from './host/warn.ts';
import { watchFetch } from './notes/fetch.ts';
import { PRESETS, type Preset } from './privacy/preset.ts';
import type { Recording, Site } from './recording/recording.ts';
import { forgetIdentity } from './session/identity.ts';
import { startSampled } from './session/sampling.ts';
import type { Falter, StartOptions } from './start.ts';

/** What the script tag knows besides. */
export interface Wishes extends StartOptions {
  privacy?: string | undefined;
  /** `struggle`: nothing is sent of a session before somebody struggles in it. */
  when?: 'always' | 'struggle' | undefined;
  /** How to come to the page's fetch, where this script itself may not touch it. */
  withFetch?: WithFetch | undefined;
  /** Origins beside the page's own whose requests get a `traceparent`; `none` among them: no request does. */
  trace?: readonly string[] | undefined;
}

/** Marks a window that is being recorded, for another copy of the snippet and for frames inside it. */
const MARK = Symbol.for('falter');

type Marked = Partial<Record<typeof MARK, true>>;

/** Starts what is wished. Where nothing can or may be recorded the handle says why, and does nothing else. Never throws. */
export function begin(wishes: Wishes): Falter {
  return attempt(() => beginOnPage(wishes), undefined) ?? createSilent(createSaid(), 'this page cannot be recorded.');
}

function beginOnPage(wishes: Wishes): Falter {
  if (typeof window === 'undefined' || typeof document === 'undefined')
    return createSilent(createSaid(), 'there is no page.');
  if (isInsideRecorded()) return createSilent(createSaid(), 'the page around this frame is recorded, with it.');
  const endpoint = attempt(() => readEndpoint(wishes.endpoint), '');
  const check = endpoint ? openCheck(endpoint) : undefined;
  const said = createSaid(check);
  said.tell('loaded');
  const marked = window as Marked;
  const why = isAble()
    ? refusal(wishes, endpoint) || (marked[MARK] ? 'this page is recorded already. Include the snippet once.' : '')
    : 'this browser is too old, or the page replaced JSON.';
  if (why) {
    warn(`Nothing is recorded: ${why}`);
    return createSilent(said, why);
  }
  marked[MARK] = true;
  return createHandle(describeSite(wishes, endpoint, { check, said }), wishes.consent === 'required');
}

/** A handle that takes every word and records nothing. */
function createSilent(said: Said, why: string): Falter {
  said.tell('not-recorded', why);
  const nothing = (): void => {};
  const words = createWords({ said, endpoint: '', key: '', release: '' });
  return Object.assign(() => {}, words, { consent: nothing, stop: nothing, start: nothing });
}

function createHandle(site: Site, waits: boolean): Falter {
  let running: Recording | undefined;
  let over = false;
  let agreed = !waits;
  const run = (): void => {
    if (agreed && !over) running ??= whenActive(() => startSampled(site));
  };
  const consent = (given: boolean): void =>
    attempt(() => {
      agreed = given;
      if (given) return run();
      running?.drop();
      running = undefined;
      site.said.forget();
      site.said.tell('consent-pending');
      // Also where nothing began here: a page before this one may have kept something.
      forgetIdentity(site.stores, site.key);
    }, undefined);
  const stop = (): void =>
    attempt(() => {
      over = true;
      delete (window as Marked)[MARK];
      running?.stop();
      running = undefined;
      site.said.tell('stopped', 'the page said stop().');
    }, undefined);
  const start = (): void =>
    attempt(() => {
      const marked = window as Marked;
      if (!over || marked[MARK]) return;
      over = false;
      marked[MARK] = true;
      run();
    }, undefined);
  const words = createWords(site);
  if (waits) site.said.tell('consent-pending');
  else attempt(run, undefined);
  return Object.assign(stop, words, { consent, stop, start });
}

function describeSite(
  { key, release = '', sample = 1, privacy = 'default', when = 'always', trace = [], withFetch }: Wishes,
  endpoint: string,
  { check, said }: Pick<Site, 'check' | 'said'>,
): Site {
  return {
    key,
    release: String(release).slice(0, RELEASE_MAX_CHARS),
    endpoint,
    sample,
    privacy: privacy as Preset,
    trace,
    when,
    stores: { shared: openStore('localStorage'), tab: openStore('sessionStorage') },
    withFetch: withFetch ?? ((use) => use(watchFetch)),
    check,
    said,
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
  if (PRESETS.has(privacy)) return '';
  return `there is no privacy preset "${privacy}". Say "strict", "default" or "open".`;
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

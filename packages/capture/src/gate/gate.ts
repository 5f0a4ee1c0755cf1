import { SESSION_IDLE_MS, SESSION_MAX_MS, type SettingsAnswer, settingsPath } from '@falter/wire';
import { guarded } from '../host/guarded.ts';
import { nativeFetch } from '../host/native-fetch.ts';
import type { Recording } from '../recording/recording.ts';
import { newId } from '../session/ids.ts';
import { type CheckState, isChecked, type Tell } from './check.ts';
import { isInSample } from './sample.ts';
import type { EarlyError, Handle, Recorder, Tag } from './terms.ts';

/** Marks a window that is being recorded, for another copy of the snippet, for frames inside it, and for the recorder that comes. */
export const MARK: unique symbol = Symbol.for('falter') as never;

export type Marked = { [MARK]?: ((recorder: Recorder) => void) | undefined };

/** Gets the recorder, which calls what stands at MARK. `failed`: it did not come. */
export type Bring = (endpoint: string, failed: () => void) => void;

/** Whoever reads twenty errors does not need the rest. */
const EARLY_MAX = 20;

/** Stands for a moment where the session stood: the other tabs of the site hear of it, and nothing stays. */
const WITHDRAWN = 'no';

/** What a site may say before the recorder is there, which then hears it. */
export const WORDS = [
  'identify',
  'setAttributes',
  'track',
  'mark',
  'release',
  'record',
  'sessionUrl',
  'supportCode',
  'stop',
  'start',
] as const;

// Under another name, because the build drops everything called `console`.
const { console: site } = globalThis;

/**
 * Stands between a page and the recorder: whether this page, this visitor and this session may be recorded, and from when on. Puts on
 * `handle` what a site can say; nothing of that throws. One function, and plain values where types were safer: it has to stay
 * below 2 kB with everything it calls.
 */
export function openGate(tag: Tag, bring: Bring, handle: Handle): void {
  const { key, consent: wished = 'granted', sample = 1 } = tag;
  const endpoint = tag.endpoint.replace(/\/$/, '');
  const name = `falter:${key}`;
  const page = window as Window & Marked;
  const send = nativeFetch();
  let { given } = handle;
  let early: EarlyError[] | undefined = [];
  /** False: nothing is recorded any more until the page is loaded again. */
  let told: SettingsAnswer | false | undefined;
  let recorder: Recorder | undefined;
  let running: Recording | undefined;
  let session: string | undefined;
  let isFetched = false;
  let delay = 1_000;
  let blocked = '';
  let state: CheckState = 'loaded';
  let why = '';

  const tell: Tell = guarded((now, detail = '') => {
    state = now;
    why = detail;
    // Only a window at the collector's own origin can hear it, whoever opened the page.
    if (isChecked()) opener.postMessage({ falter: 'check', state, detail }, endpoint);
  });

  // biome-ignore lint/suspicious/noExplicitAny: events of many kinds
  function on(type: string, act: (event: any) => void, target: EventTarget = page): void {
    target.addEventListener(type, guarded(act), true);
  }

  /** The site's own policy may say `unsafe-url`, and then the page's query would travel in a header. */
  function ask(path: string, init?: RequestInit): Promise<Response> {
    return send(endpoint + path, { referrerPolicy: 'no-referrer', ...init });
  }

  function stored(): string | undefined {
    return guarded(() => localStorage[name])() ?? session;
  }

  function drop(): void {
    running?.drop();
    running = early = undefined;
  }

  function end(now: CheckState, detail?: string): void {
    if (detail) site.warn(`[falter] Nothing is recorded: ${detail}`);
    told = false;
    drop();
    tell(now, detail);
  }

  function fail(): void {
    if (blocked) end('blocked-by-csp', `${blocked} forbids ${endpoint}.`);
    else tell('unreachable');
  }

  /** Removes from the device what is ours, and asks the collector to erase what it has of the session. */
  function withdraw(isAloud?: boolean): void {
    const was = stored();
    given = false;
    drop();
    guarded(() => {
      if (isAloud) localStorage[name] = WITHDRAWN;
      delete localStorage[name];
      delete sessionStorage[name];
      indexedDB.deleteDatabase(name);
    })();
    session = undefined;
    guarded(() => {
      const { id, secret } = JSON.parse(was as string);
      ask('/v1/erase', { method: 'POST', keepalive: true, body: JSON.stringify({ v: 1, key, session: id, secret }) });
    })();
  }

  function fetchRecorder(): void {
    if (!isFetched) bring(endpoint, fail);
    isFetched = true;
  }

  /** Begins, if everything that has to be known is known and says yes. `isSign`: the visitor did something. */
  function decide(isSign?: unknown): unknown {
    if (!told || running) return undefined;
    const now = Date.now();
    if (told.withdrawn) withdraw();
    // rrweb records frames of the same origin from outside; recording them again from inside would tell everything twice.
    if (parent !== window && guarded(() => (parent as Marked)[MARK])()) return end('not-recorded');
    if (!told.recording) return end(told.state as CheckState, told.why);
    if (!(given ?? (wished === 'granted' && told.consent === wished && !told.consentMode))) {
      early = undefined;
      // What listens there is in the recorder's file.
      if (told.consentMode && recorder) recorder.hear(handle.consent as () => void);
      else if (told.consentMode) fetchRecorder();
      return tell('consent-pending');
    }
    // A prerendered page was not seen by anybody yet, and most never are.
    if ((document as { prerendering?: boolean }).prerendering) return undefined;
    session = stored();
    let { id, start, last } = guarded(JSON.parse)(session as string) ?? {};
    if (!(now - last < SESSION_IDLE_MS && now - start < SESSION_MAX_MS)) {
      id = newId();
      // By hand, because a page may have changed what JSON makes of texts.
      session = `{"id":"${id}","secret":"${newId()}","start":${now},"last":${now}}`;
    } else if (isSign) session = (session as string).replace(/("last":)\d+/, `$1${now}`);
    guarded(() => (localStorage[name] = session))();
    // More than all is a mistake, and a wish for less is not answered with more.
    const share = (sample as number) > 1 ? 0 : Math.min(sample as number, told.sample);
    // Somebody may want to see the next session of this person, in the sample or not.
    if (!isInSample(id, share) && !/identify/.test(String(handle.q))) return tell('sampled-out');
    if (!recorder) return fetchRecorder();
    running = recorder.record({
      ...tag,
      endpoint,
      told,
      share,
      handle,
      send,
      session: session as string,
      early,
      tell,
      fail,
      end,
    });
    early = undefined;
    return undefined;
  }

  /** Until the collector says how this site is to be recorded: without an answer nothing is, for it could be that nothing may. */
  function readSettings(): void {
    ask(settingsPath(key))
      .then((answer) => answer.json())
      .then(
        guarded((answer: SettingsAnswer) => {
          told = answer;
          decide();
        }),
        () => {
          delay *= 2;
          setTimeout(() => {
            fail();
            if (told === undefined) readSettings();
          }, delay);
        },
      );
  }

  tell('loaded');
  if (page[MARK]) {
    end('not-recorded', 'this page is recorded already.');
    return;
  }
  page[MARK] = guarded((arrived: Recorder) => {
    recorder = arrived;
    decide();
  });
  for (const type of ['error', 'unhandledrejection']) {
    on(type, (event) => {
      if (early && early.length < EARLY_MAX) early.push([event, Date.now()]);
    });
  }
  for (const sign of ['pointerdown', 'keydown']) on(sign, decide);
  on('storage', ({ key: changed, newValue }) => {
    if (changed === name && newValue === WITHDRAWN) decide(withdraw());
  });
  // A document in the back/forward cache hears nothing: where all is gone, it was taken away meanwhile.
  on('pageshow', ({ persisted }) => {
    if (persisted && !stored()) decide(withdraw());
  });
  on('prerenderingchange', decide, document);
  // To fetch, what a policy forbids looks like a lost network.
  on(
    'securitypolicyviolation',
    ({ blockedURI, effectiveDirective }) => {
      if (blockedURI.startsWith(endpoint) || /^trusted/.test(blockedURI)) blocked = effectiveDirective;
    },
    document,
  );
  for (const word of WORDS) {
    handle[word] = ((...args: unknown[]) => {
      handle.q ??= [];
      handle.q.push([word, ...args]);
      decide();
      return '';
    }) as never;
  }
  handle.diagnostics = () => ({ state, why });
  handle.consent = guarded((yes: unknown) => {
    if (!yes) withdraw(true);
    given = !!yes;
    decide();
  });
  if (given === false) handle.consent(given);
  readSettings();
}

import { SESSION_IDLE_MS, SESSION_MAX_MS, type SettingsAnswer, settingsPath } from '@falter/wire';
import { guarded } from '../host/guarded.ts';
import { nativeFetch } from '../host/native-fetch.ts';
import type { Recording } from '../recording/recording.ts';
import { newId } from '../session/ids.ts';
import { type CheckState, isChecked, type Tell } from './check.ts';
import { isInSample } from './sample.ts';
import type { EarlyError, Handle, Recorder, Tag, Wishes } from './terms.ts';

/** Marks a window that is being recorded, for another copy of the snippet, for frames inside it, and for the recorder that comes. */
export const MARK: unique symbol = Symbol.for('falter') as never;

export type Marked = { [MARK]?: ((recorder: Recorder) => void) | undefined };

/** Gets the recorder, which calls what stands at MARK. `failed`: it did not come. */
export type Bring = (endpoint: string, failed: () => void) => void;

/** Whoever reads twenty errors does not need the rest. */
const EARLY_MAX = 20;

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
  const wish = `${name}:gone`;
  const page = window as Window & Marked;
  const send = nativeFetch();
  let { given } = handle;
  let early: EarlyError[] | undefined = [];
  /** False: nothing is recorded any more until the page is loaded again. */
  let told: SettingsAnswer | false | undefined;
  let recorder: Recorder | undefined;
  let running: Recording | undefined;
  let session: string | undefined;
  let isFetched: true | undefined;
  let delay = 1_000;
  let blocked: string | undefined;
  let state: CheckState;
  let why: string;

  const tell: Tell = guarded((now, detail = '') => {
    state = now;
    why = detail;
    // Only a window at the collector's own origin can hear it, whoever opened the page.
    if (isChecked()) opener.postMessage({ falter: 'check', state, detail }, endpoint);
  });

  /** Events of the document pass by the window on their way down. */
  // biome-ignore lint/suspicious/noExplicitAny: events of many kinds
  function on(type: string, act: (event: any) => void): void {
    addEventListener(type, guarded(act), true);
  }

  /** The site's own policy may say `unsafe-url`, and then the page's query would travel in a header. */
  function ask(path: string, init?: RequestInit): Promise<Response> {
    return send(endpoint + path, { referrerPolicy: 'no-referrer', ...init });
  }

  const read = guarded((item: string): string | undefined => localStorage[item]);

  function stored(): string | undefined {
    return read(name) ?? session;
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
      // Our own name stands for a moment where the session stood: the other tabs of the site hear of it, and nothing stays.
      if (isAloud) localStorage[name] = name;
      delete localStorage[name];
      delete sessionStorage[name];
      indexedDB.deleteDatabase(name);
    })();
    session = undefined;
    erase(was);
  }

  /**
   * All that stays on the device is whose erasure the collector has not answered: this page may be gone before there is an answer. A
   * refusal is one: it would be refused on every page.
   */
  function erase(was: string | undefined): void {
    guarded(() => {
      const { id, secret } = JSON.parse(was as string);
      const body = JSON.stringify({ v: 1, key, session: id, secret });
      ask('/v1/erase', { method: 'POST', keepalive: true, body }).then(
        guarded(({ status }: Response) => status < 500 && delete localStorage[wish]),
        () => {},
      );
      localStorage[wish] = was;
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
    // What listens there comes with the recorder. Also where the page has said something itself: the last word counts.
    if (told.consentMode) (recorder?.hear ?? fetchRecorder)(handle.consent as () => void);
    if (!(given ?? (wished === 'granted' && told.consent === wished && !told.consentMode))) {
      early = undefined;
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
    // What is no share is a mistake, and a wish for less is not answered with more.
    const share = (sample as number) <= 1 ? Math.min(sample as number, told.sample) : 0;
    // Somebody may want to see the next session of this person, in the sample or not.
    if (!isInSample(id, share) && !/identify/.test(String(handle.q))) return tell('sampled-out', `sample: ${sample}`);
    if (!recorder) return fetchRecorder();
    const wishes: Wishes = [tag, endpoint, told, share, handle, send, session as string, early, tell, fail, end];
    running = recorder.record(...wishes);
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
    end('not-recorded', 'this page is already.');
    return;
  }
  page[MARK] = guarded((arrived: Recorder) => {
    recorder = arrived;
    decide();
  });
  const keep = (event: Event): void => {
    if ((early?.length as number) < EARLY_MAX) early?.push([event, Date.now()]);
  };
  on('error', keep);
  on('unhandledrejection', keep);
  on('pointerdown', decide);
  on('keydown', decide);
  on('storage', ({ newValue }) => {
    if (newValue === name) decide(withdraw());
  });
  // A document in the back/forward cache hears nothing: where all is gone, it was taken away meanwhile.
  on('pageshow', ({ persisted }) => {
    if (persisted && !stored()) decide(withdraw());
  });
  on('prerenderingchange', decide);
  // To fetch, what a policy forbids looks like a lost network.
  on('securitypolicyviolation', ({ blockedURI, effectiveDirective }) => {
    if (blockedURI.startsWith(endpoint) || /^trusted/.test(blockedURI)) blocked = effectiveDirective;
  });
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
  erase(read(wish));
  readSettings();
}

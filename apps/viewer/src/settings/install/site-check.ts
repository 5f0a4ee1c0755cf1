import { type Signal, signal } from '@preact/signals';

/** What the snippet on the checked page says of itself, in its words, and what the check itself notices. */
export interface CheckNews {
  state: string;
  detail: string;
}

/** Milliseconds without a word after which the snippet is taken for not running: a slow page loads in less. */
export const SILENT_MS = 8_000;

/** After these the snippet has nothing more to say. */
const LAST: ReadonlySet<string> = new Set([
  'delivered',
  'refused',
  'blocked-by-csp',
  'unreachable',
  'not-recorded',
  'sampled-out',
]);

export interface SiteCheck {
  /** What was heard, in order; null before the first check. */
  news: Signal<CheckNews[] | null>;
  /** Whether it goes on. */
  running: Signal<boolean>;
  /** Opens a page of a site in a window of its own and listens to it. */
  begin(address: string): void;
  end(): void;
}

/** A site on a developer's machine or in a network of its own: these have no certificate. */
const WITHOUT_TLS = /^(?:(?:[\w-]+\.)*localhost|\d+(?:\.\d+){3}|\[[\da-f:.]+\])(?=[:/?#]|$)/i;

/** The address that is opened for a check: where no scheme is given http for localhost and IP addresses, https else. Undefined: no address of a page. */
export function checkAddress(text: string): string | undefined {
  const given = text.trim();
  const whole = /^[a-z][a-z0-9+.-]*:\/\//i.test(given)
    ? given
    : `${WITHOUT_TLS.test(given) ? 'http' : 'https'}://${given}`;
  if (given === '' || !URL.canParse(whole)) return undefined;
  const url = new URL(whole);
  if (!/^https?:$/.test(url.protocol)) return undefined;
  url.hash = 'falter-check';
  return url.href;
}

/**
 * A window that shows nothing, to open a site from. Whoever has been opened may lead its opener to another address, but not the
 * page around it: a site that is checked cannot put a page of its own in the viewer's place.
 */
function makeOpener(onMessage: (event: MessageEvent) => void): HTMLIFrameElement {
  const frame = document.createElement('iframe');
  frame.hidden = true;
  const listen = (): void => frame.contentWindow?.addEventListener('message', onMessage);
  // At once, for the window has to open with the click; and behind a load, in browsers that load even the empty page.
  frame.addEventListener('load', listen);
  document.body.append(frame);
  listen();
  return frame;
}

/** Makes a check. */
export function createSiteCheck(): SiteCheck {
  const news: Signal<CheckNews[] | null> = signal(null);
  const running = signal(false);
  let opener: HTMLIFrameElement | undefined;
  let opened: Window | null = null;
  let timer = 0;

  function hear(event: MessageEvent): void {
    const { falter, state, detail } = (event.data ?? {}) as Record<string, unknown>;
    if (opened === null || event.source !== opened || falter !== 'check' || typeof state !== 'string') return;
    clearTimeout(timer);
    add(state, typeof detail === 'string' ? detail : '');
    if (LAST.has(state)) running.value = false;
  }

  function add(state: string, detail = ''): void {
    const known = news.value ?? [];
    const isNew = !known.some((one) => one.state === state && one.detail === detail);
    if (isNew) news.value = [...known, { state, detail }];
  }

  function silence(): void {
    running.value = false;
    // A page with an opener policy of its own is cut off from us: the browser then says that its window is closed.
    add(opened?.closed ? 'cut-off' : 'silent');
  }

  return {
    news,
    running,
    begin(address) {
      this.end();
      news.value = [];
      opener = makeOpener(hear);
      opened = opener.contentWindow?.open(address, '_blank') ?? null;
      if (opened === null) return add('popup-blocked');
      running.value = true;
      timer = window.setTimeout(silence, SILENT_MS);
    },
    end() {
      clearTimeout(timer);
      opener?.remove();
      opener = undefined;
      opened = null;
      running.value = false;
    },
  };
}

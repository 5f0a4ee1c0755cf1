import { begin } from './begin.ts';
import type { Falter } from './start.ts';

/** `window.falter`: the site's stub until the script has come, which keeps what the visitor decided meanwhile. */
type Global = Partial<Record<'falter', { given?: unknown; consent?: Falter['consent'] }>>;

/** Reads the script tag and starts. Whatever goes wrong, the page goes on. */
try {
  const tag = document.currentScript ?? document.querySelector('script[src*="falter.js"][data-key]');
  if (tag instanceof HTMLScriptElement) {
    if (isMuted(tag)) loadAloud(tag);
    else startFrom(tag, false);
  }
} catch {
  // A page that broke document itself has other worries than us.
}

/**
 * Errors that pass through a script of another origin are kept from the page, unless it was loaded with `crossorigin`: a fetch that
 * fails below such a wrapper is not even reported as an unhandled rejection any more
 * (https://html.spec.whatwg.org/#muted-errors).
 */
function isMuted({ src, type, crossOrigin }: HTMLScriptElement): boolean {
  return crossOrigin === null && type !== 'module' && new URL(src).origin !== location.origin;
}

/**
 * Loads this very script once more, from the browser's cache, so that its errors are not kept from the page. Where that is not
 * allowed (no CORS header, Trusted Types), goes on without a hand on the page's fetch.
 */
function loadAloud(tag: HTMLScriptElement): void {
  const aloud = document.createElement('script');
  Object.assign(aloud.dataset, tag.dataset);
  const fallBack = (): void => startFrom(tag, true);
  try {
    const { src, nonce, integrity } = tag;
    Object.assign(aloud, { nonce, integrity, crossOrigin: 'anonymous', onerror: fallBack, src });
    document.documentElement.append(aloud);
    aloud.remove();
  } catch {
    fallBack();
  }
}

function startFrom({ src, dataset }: HTMLScriptElement, muted: boolean): void {
  const { key = '', endpoint, release = '', consent, sample, privacy } = dataset;
  const page = window as Global;
  const given = page.falter?.given;
  const decided = typeof given === 'boolean' ? (given ? 'granted' : 'required') : consent;
  const falter = begin({
    key,
    endpoint: endpoint || new URL(src).origin,
    release,
    consent: (decided ?? 'granted') as 'granted',
    sample: sample === undefined ? 1 : Number.parseFloat(sample),
    privacy,
    muted,
  });
  if (!falter) return;
  page.falter ??= {};
  page.falter.consent = falter.consent;
}

import { begin } from './begin.ts';
import { isLoudCopy, isMuted, withLoudCopy } from './host/loud.ts';
import type { Falter } from './start.ts';

/** `window.falter`: the site's stub until the script has come, which keeps what was said meanwhile. */
interface Stub extends Partial<Falter> {
  /** What the visitor decided. */
  given?: unknown;
  /** Calls, by name, with their arguments. */
  q?: unknown;
}
type Global = Partial<Record<'falter', Stub>>;

/** Reads the script tag and starts. Whatever goes wrong, the page goes on. */
try {
  const tag = document.currentScript ?? document.querySelector('script[src*="falter.js"][data-key]');
  if (tag instanceof HTMLScriptElement && !isLoudCopy(tag)) startFrom(tag);
} catch {
  // A page that broke document itself has other worries than us.
}

function startFrom(tag: HTMLScriptElement): void {
  const { src, dataset } = tag;
  const { key = '', endpoint, release = '', consent, sample, privacy, when } = dataset;
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
    when: when === 'struggle' ? when : 'always',
    withFetch: isMuted(tag) ? withLoudCopy(tag) : undefined,
  });
  if (given === false) falter.consent(false);
  page.falter ??= {};
  const { q } = page.falter;
  Object.assign(page.falter, falter);
  if (Array.isArray(q)) for (const [name, ...args] of q) Object(page.falter)[name]?.(...args);
}

import { begin } from './begin.ts';
import { isLoudCopy, isMuted, withLoudCopy } from './host/loud.ts';
import type { Falter } from './start.ts';

/** `window.falter`: the site's stub until the script has come, which keeps what the visitor decided meanwhile. */
type Global = Partial<Record<'falter', { given?: unknown; consent?: Falter['consent'] }>>;

/** Reads the script tag and starts. Whatever goes wrong, the page goes on. */
try {
  const tag = document.currentScript ?? document.querySelector('script[src*="falter.js"][data-key]');
  if (tag instanceof HTMLScriptElement && !isLoudCopy(tag)) startFrom(tag);
} catch {
  // A page that broke document itself has other worries than us.
}

function startFrom(tag: HTMLScriptElement): void {
  const { src, dataset } = tag;
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
    withFetch: isMuted(tag) ? withLoudCopy(tag) : undefined,
  });
  if (!falter) return;
  if (given === false) falter.consent(false);
  page.falter ??= {};
  page.falter.consent = falter.consent;
}

import { start } from './start.ts';
import { warn } from './warn.ts';

/** Reads the script tag and starts. Whatever goes wrong, the page goes on. */
try {
  const tag = document.currentScript ?? document.querySelector('script[src*="falter.js"][data-key]');
  if (tag instanceof HTMLScriptElement) startFrom(tag);
} catch {
  // A page that broke document itself has other worries than us.
}

function startFrom({ src, dataset }: HTMLScriptElement): void {
  const { key = '', endpoint, release = '' } = dataset;
  const why = refusal(dataset);
  if (why) warn(`Nothing is recorded: ${why}`);
  else start({ key, endpoint: endpoint || new URL(src).origin, release });
}

/** What a site wishes and this build cannot do is answered by recording nothing, never by recording anyway. */
function refusal({ key, consent = 'granted', privacy = 'default' }: DOMStringMap): string {
  if (!key) return 'the script tag has no data-key. Add the write key of your project.';
  if (consent !== 'granted') return 'this build cannot ask for consent. Add the tag once consent is given.';
  if (privacy === 'default' || privacy === 'open') return '';
  return `this build has no privacy preset "${privacy}". Remove data-privacy.`;
}

import { guarded } from '../host/guarded.ts';

/** What `gtag` pushes: its arguments. */
type Command = Iterable<unknown>;

/**
 * Hears what Google Consent Mode says of `analytics_storage` (`gtag('consent', 'default' | 'update', {...})`): what stands in `dataLayer`
 * already, and what comes. A denied default is no answer yet: consent tools say it on every page, before they tell what the
 * visitor decided. https://developers.google.com/tag-platform/security/guides/consent
 */
export function watchConsentMode(hear: (given: boolean) => void): void {
  const page = window as { dataLayer?: Command[] };
  page.dataLayer ??= [];
  const layer = page.dataLayer;
  const { push } = layer;
  const read = guarded((command: Command): void => {
    const [what, when, given] = command;
    const { analytics_storage: said } = Object(given);
    if (what !== 'consent' || said === undefined) return;
    if (said === 'granted') hear(true);
    else if (when === 'update') hear(false);
  });
  for (const command of layer) read(command);
  layer.push = (...commands) => {
    const length = push.apply(layer, commands);
    for (const command of commands) read(command);
    return length;
  };
}

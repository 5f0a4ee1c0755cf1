import type { SiteTag } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getJson } from '../../api-client.ts';
import { Icon } from '../../design/icons.tsx';
import { copy } from '../../shell/clipboard.ts';
import { addressWarning, waysToInstall } from './tags.ts';

/** What to copy into the site, with the project's own key: a tab for each way. */
export function TagTabs({ writeKey }: { writeKey: string }): JSX.Element {
  const chosen = useSignal('script');
  const pinned = usePinned();
  const ways = waysToInstall({ host: location.origin, key: writeKey, ...(pinned && { pinned }) });
  const way = ways.find(({ id }) => id === chosen.value) ?? ways[0];
  const warning = addressWarning(location.origin);
  const walk = (event: KeyboardEvent): void => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (step === undefined) return;
    event.preventDefault();
    const at = ways.findIndex(({ id }) => id === chosen.value);
    chosen.value = ways[(at + step + ways.length) % ways.length]?.id ?? 'script';
    document.getElementById(`way-${chosen.value}`)?.focus();
  };
  return (
    <section class="settings-card ways">
      <div role="tablist" aria-label="Ways to install" onKeyDown={walk}>
        {ways.map(({ id, title }) => (
          <button
            key={id}
            id={`way-${id}`}
            type="button"
            role="tab"
            aria-selected={id === way?.id}
            aria-controls="way"
            tabIndex={id === way?.id ? 0 : -1}
            onClick={() => {
              chosen.value = id;
            }}
          >
            {title}
          </button>
        ))}
      </div>
      {way !== undefined && (
        <div id="way" role="tabpanel" aria-labelledby={`way-${way.id}`}>
          <div class="snippet">
            <pre>
              <code data-testid="site-tag">{way.text}</code>
            </pre>
            <button type="button" class="button" data-testid="copy-tag" onClick={() => copy(way.text, 'Tag')}>
              <Icon name="copy" />
              Copy
            </button>
          </div>
          <p class="quiet">{way.note}</p>
        </div>
      )}
      {warning !== '' && (
        <p class="notice" data-kind="warning" data-testid="address-warning">
          {warning}
        </p>
      )}
    </section>
  );
}

/** The present version of the snippet by its own address. A collector that does not tell it leaves that way out. */
function usePinned(): SiteTag['pinned'] | null {
  const pinned = useSignal<SiteTag['pinned'] | null>(null);
  useEffect(() => {
    void getJson<NonNullable<SiteTag['pinned']>>('/v1/snippet').then(
      (version) => {
        pinned.value = version;
      },
      () => {},
    );
  }, []);
  return pinned.value;
}

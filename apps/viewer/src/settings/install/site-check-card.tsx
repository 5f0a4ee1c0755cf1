import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { Icon, type IconName } from '../../design/icons.tsx';
import { SettingsCard } from '../settings-card.tsx';
import { checkWords, type Mark, told } from './check-words.ts';
import { type CheckNews, checkAddress, createSiteCheck } from './site-check.ts';

const ICONS: Record<Mark, IconName> = { good: 'check', bad: 'error', waiting: 'info' };

/** Opens a page of the site and lets its snippet say how far it comes. */
export function SiteCheckCard(): JSX.Element {
  const check = useMemo(createSiteCheck, []);
  const address = useSignal('');
  const wrong = useSignal(false);
  const opened = useSignal('');
  useEffect(() => () => check.end(), [check]);
  const begin = (event: Event): void => {
    event.preventDefault();
    const url = checkAddress(address.value);
    wrong.value = url === undefined;
    if (url === undefined) return;
    opened.value = url.replace(/#.*$/, '');
    check.begin(url);
  };
  return (
    <SettingsCard id="check" title="Check a page" testId="site-check">
      <p>
        Opens it in a window of its own. The snippet there says how far it comes: it tells so only to this address, and
        only when it is asked.
      </p>
      <form class="check-form" onSubmit={begin} noValidate>
        <label for="check-address">Address of your site</label>
        <input
          id="check-address"
          type="url"
          inputMode="url"
          placeholder="https://shop.example"
          value={address.value}
          aria-invalid={wrong.value}
          aria-describedby="check-hint"
          onInput={(event) => {
            address.value = event.currentTarget.value;
          }}
        />
        <button type="submit" class="button primary" data-testid="check">
          Open and check
        </button>
      </form>
      <p class="quiet" id="check-hint">
        {wrong.value
          ? 'This is no address of a page. Write https://shop.example.'
          : 'A site with a Cross-Origin-Opener-Policy header of its own cannot be checked this way.'}
      </p>
      {check.news.value !== null && (
        <p data-testid="opened-address">
          Opened <code>{opened.value}</code>
        </p>
      )}
      <Heard news={check.news.value} running={check.running.value} />
    </SettingsCard>
  );
}

function Heard({ news, running }: { news: readonly CheckNews[] | null; running: boolean }): JSX.Element {
  return (
    <div aria-live="polite">
      {news !== null && (
        <ol class="heard" data-testid="heard">
          {told(news).map((one) => {
            const { mark, text, todo } = checkWords(one);
            return (
              <li key={`${one.state} ${one.detail}`} data-state={one.state} data-mark={mark}>
                <Icon name={ICONS[mark]} />
                <span>
                  {text} {todo !== '' && <strong>{todo}</strong>}
                  {one.state === 'silent' && <Silent />}
                </span>
              </li>
            );
          })}
          {running && (
            <li data-mark="waiting">
              <Icon name="refresh" />
              <span>Listening …</span>
            </li>
          )}
        </ol>
      )}
    </div>
  );
}

function Silent(): JSX.Element {
  return (
    <ul class="reasons">
      <li>
        <strong>Could the page be opened at all?</strong> Look at the window: if nothing answers at this address, the
        browser says so there.
      </li>
      <li>
        <strong>The tag is not on this page:</strong> Network in its developer tools has no line for{' '}
        <code>falter.js</code>.
      </li>
      <li>
        <strong>A content security policy forbids it:</strong> its console names <code>script-src</code>.
      </li>
      <li>
        <strong>An ad blocker stops it:</strong> its console says <code>ERR_BLOCKED_BY_CLIENT</code>.
      </li>
    </ul>
  );
}

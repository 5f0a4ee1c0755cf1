import type { JSX } from 'preact';
import { readArrivals } from '../../health/health-client.ts';
import { usePolled } from '../../health/polling.ts';
import { SiteCheckCard } from './site-check-card.tsx';
import { TagTabs } from './tag-tabs.tsx';
import { WaitingPanel } from './waiting-panel.tsx';
import './install.css';

/** Milliseconds between two looks while somebody waits. */
const lookEvery = (): number => 2_000;

/** The tag, what is seen of it so far, and a check: the settings show it, and a list of sessions that has none. */
export function InstallParts(): JSX.Element {
  const { value, problem } = usePolled(readArrivals, lookEvery);
  const arrivals = value.value;
  return (
    <div class="install" data-testid="install">
      {problem.value !== '' && (
        <p class="notice" data-kind="warning" role="status">
          {problem.value}
        </p>
      )}
      {arrivals === null ? (
        <p class="quiet" role="status">
          Loading …
        </p>
      ) : (
        <>
          {arrivals.demoUrl !== '' && <DemoOffer url={arrivals.demoUrl} />}
          {arrivals.writeKey === '' ? (
            <p class="notice" data-kind="warning">
              This project has no write key. Make one in Settings, Project.
            </p>
          ) : (
            <TagTabs writeKey={arrivals.writeKey} />
          )}
          <WaitingPanel arrivals={arrivals} />
          <SiteCheckCard />
        </>
      )}
    </div>
  );
}

function DemoOffer({ url }: { url: string }): JSX.Element {
  return (
    <p class="demo-offer" data-testid="demo-offer">
      No site at hand?{' '}
      <a href={url} target="_blank" rel="noopener">
        Open the demo shop
      </a>
      : it has the tag, and faults that one can switch on.
    </p>
  );
}

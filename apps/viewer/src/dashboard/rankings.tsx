import type { Dashboard, DashboardElement, DashboardRow, Ranking } from '@falter/wire';
import type { JSX } from 'preact';
import { signalTitle } from '../shell/signal-catalog.ts';
import { elementWords } from './cause-name.tsx';
import { type DashboardFilters, dashboardPath, type Narrowing } from './dashboard-filters.ts';
import { elementKey } from './dashboard-model.ts';
import { RankingTable } from './ranking-table.tsx';
import { SignalName } from './signal-name.tsx';

interface Props {
  shown: Dashboard;
  filters: DashboardFilters;
}

const nameOf = (row: DashboardRow): string => row.name;

/** Where visitors struggle, by everything that a session is told apart by. */
export function Rankings({ shown, filters }: Props): JSX.Element {
  const to = (name: Narrowing, value: string): string => dashboardPath({ ...filters, [name]: value });
  return (
    <div class="rankings">
      <div>
        <RankingTable
          title="Pages"
          about="struggling there, of those that saw it"
          testId="ranking-pages"
          ranking={shown.pages}
          keyOf={nameOf}
          name={(row) => <NameLink text={row.name} href={to('page', row.name)} />}
          words={(row) => `that struggled on ${row.name}`}
          empty="No page with struggle."
        />
        <Elements shown={shown} filters={filters} />
      </div>
      <div>
        <RankingTable
          title="Signals"
          about="sessions with it, at any score"
          testId="ranking-signals"
          ranking={shown.signals}
          keyOf={nameOf}
          name={(row) => <SignalName signal={row.name} href={to('signal', row.name)} />}
          words={(row) => `with ${signalTitle(row.name)}`}
          empty="No signal was found."
        />
        <Kind {...{ title: 'Devices', name: 'device', ranking: shown.devices, filters }} />
        <Kind {...{ title: 'Browsers', name: 'browser', ranking: shown.browsers, filters }} />
        <Kind {...{ title: 'Releases', name: 'release', ranking: shown.releases, filters }} />
      </div>
    </div>
  );
}

function Elements({ shown, filters }: Props): JSX.Element {
  const to = ({ signal, page }: DashboardElement): string => dashboardPath({ ...filters, signal, page });
  return (
    <RankingTable
      title="Elements"
      about="struggling there, of those that saw its page"
      testId="ranking-elements"
      ranking={shown.elements}
      keyOf={elementKey}
      name={(row) => (
        <>
          <NameLink text={elementWords(row)} href={to(row)} />
          <span class="quiet where">
            {signalTitle(row.signal)}, <bdi>{row.page}</bdi>
          </span>
        </>
      )}
      words={(row) => `that struggled with ${signalTitle(row.signal)} on ${elementWords(row)} of ${row.page}`}
      empty="No element with struggle."
    />
  );
}

interface KindProps {
  title: string;
  name: Narrowing;
  ranking: Ranking<DashboardRow>;
  filters: DashboardFilters;
}

function Kind({ title, name, ranking, filters }: KindProps): JSX.Element {
  return (
    <RankingTable
      title={title}
      about="struggling, of all with it"
      testId={`ranking-${title.toLowerCase()}`}
      ranking={ranking}
      keyOf={nameOf}
      name={(row) => <NameLink text={row.name} href={dashboardPath({ ...filters, [name]: row.name })} />}
      words={(row) => `that struggled, ${name} ${row.name}`}
      empty="Nothing recorded."
    />
  );
}

function NameLink({ text, href }: { text: string; href: string }): JSX.Element {
  return (
    <a class="name" href={href} title={`Narrow the dashboard to ${text}`}>
      <bdi>{text}</bdi>
    </a>
  );
}

import type { Health } from '@falter/wire';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { absolute } from '../words/time.ts';
import { factsOf } from './facts.ts';
import { readArrivals, readHealth, readRefusals } from './health-client.ts';
import { IntakeTable } from './intake-table.tsx';
import { KeepingView } from './keeping-view.tsx';
import { PARTS, type PartName, STATE_WORDS, stateOf } from './parts.ts';
import { usePolled } from './polling.ts';
import './health-strip.css';
import './health.css';

const lookEvery = (): number => 5_000;

/** What is wrong, why, and the one thing to do: recording, detecting, storing; then what was refused and what came. */
export function HealthPage(): JSX.Element {
  const { value, problem } = usePolled(readHealth, lookEvery);
  useEffect(() => {
    document.title = 'Health · Falter';
  }, []);
  const health = value.value;
  return (
    <main class="health" data-testid="health-page" aria-busy={health === null}>
      <header>
        <h1>Health</h1>
        <p class="quiet">
          From a shell, <code>npx falter doctor</code> walks the same way with a test page of its own.
        </p>
      </header>
      {problem.value !== '' && (
        <p class="notice" data-kind="warning" role="status" data-testid="health-problem">
          {health === null ? 'Unknown' : 'Not up to date'}: {problem.value}
        </p>
      )}
      <div class="health-parts">
        {PARTS.map(({ name, title, asks }) => (
          <Part key={name} health={health} loading={problem.value === ''} name={name} title={title} asks={asks} />
        ))}
      </div>
      <Refused />
      <KeepingView pause={lookEvery} />
      <Came />
    </main>
  );
}

interface PartProps {
  health: Health | null;
  /** Nobody failed to answer so far. */
  loading: boolean;
  name: PartName;
  title: string;
  asks: string;
}

function Part({ health, loading, name, title, asks }: PartProps): JSX.Element {
  const state = stateOf(health, name);
  const { cause = asks, todo = '', since = null } = health?.[name] ?? {};
  const now = Date.now();
  return (
    <section class="health-part" data-part={name} data-state={state} data-testid="health-part">
      <h2 class="health-dot" data-state={state}>
        {title}: {health === null && loading ? 'Loading …' : STATE_WORDS[state]}
      </h2>
      <p data-testid="health-cause">{cause}</p>
      {since !== null && <p class="quiet">Since {absolute(Date.parse(since))}</p>}
      {todo !== '' && (
        <p class="health-todo" data-testid="health-todo">
          <strong>What to do</strong> {todo}
          {name === 'recording' && (
            <a class="button" href="/settings/install">
              Open Install
            </a>
          )}
        </p>
      )}
      {health !== null && (
        <dl>
          {factsOf(health, name, now).map(({ label, text, title: full }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd title={full} data-unknown={text.startsWith('unknown')}>
                {text}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </section>
  );
}

function Refused(): JSX.Element {
  const { value } = usePolled(readRefusals, lookEvery);
  const rows = value.value?.refusals.map((refusal) => ({ ...refusal, outcome: refusal.reason })) ?? null;
  return (
    <section class="health-list" data-testid="refusals">
      <h2>Refused in the last 24 hours</h2>
      {rows?.length === 0 ? (
        <p class="quiet">No batch was refused.</p>
      ) : (
        <IntakeTable rows={rows} caption="Batches that were refused" advises />
      )}
    </section>
  );
}

function Came(): JSX.Element {
  const { value } = usePolled(readArrivals, lookEvery);
  const rows = value.value?.arrived ?? null;
  return (
    <section class="health-list" data-testid="came">
      <h2>What came in the last 15 minutes</h2>
      {rows?.length === 0 ? (
        <p class="quiet">Nothing: no page asked for the snippet, and no batch arrived.</p>
      ) : (
        <IntakeTable rows={rows} caption="What came to the collector" advises={false} />
      )}
    </section>
  );
}

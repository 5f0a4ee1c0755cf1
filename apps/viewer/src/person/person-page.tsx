import type { JSX } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import { EmptyState } from '../design/empty-state.tsx';
import { PersonData } from '../erasure/person-data.tsx';
import { NextSession } from '../session/person-panel.tsx';
import '../session/person.css';
import './person-page.css';
import { personName } from '../sessions/person-name.ts';
import { SessionRow } from '../sessions/session-row.tsx';
import { ReadFailed } from '../shell/read-failed.tsx';
import { navigate } from '../shell/router.ts';
import { mayDo } from '../shell/sign-in-state.ts';
import { PersonModel, REFRESH_EVERY_MS } from './person-model.ts';
import { PersonSums } from './person-sums.tsx';

/** One person: what all their sessions add up to, and each of them, the running one on top. `id` is the site's own. */
export function PersonPage({ id }: { id: string }): JSX.Element {
  const model = useMemo(() => new PersonModel(id), [id]);
  useEffect(() => {
    void model.refresh();
    const timer = setInterval(() => {
      if (!document.hidden) void model.refresh();
    }, REFRESH_EVERY_MS);
    return () => {
      clearInterval(timer);
      model.stop();
    };
  }, [model]);
  const rows = model.rows.value;
  const error = model.error.value;
  const known = rows?.find(({ person }) => person === id);
  const name = known === undefined ? id : personName(known);
  useEffect(() => {
    document.title = `${name} · Falter`;
  }, [name]);
  return (
    <main class="sessions person" data-testid="person-page" aria-busy={rows === null}>
      <header class="person-head">
        <h1>
          <bdi>{name}</bdi>
        </h1>
        {name !== id && (
          <p class="quiet">
            <bdi>{id}</bdi>
          </p>
        )}
      </header>
      {error !== null && rows === null && (
        <ReadFailed
          title="This person cannot be shown"
          testId="person-error"
          error={error}
          onRetry={() => model.refresh()}
        />
      )}
      {rows?.length === 0 && <Nobody />}
      {rows !== null && rows.length > 0 && <Known model={model} name={name} />}
    </main>
  );
}

function Known({ model, name }: { model: PersonModel; name: string }): JSX.Element {
  const rows = model.rows.value ?? [];
  const traits = Object.entries(rows[0]?.traits ?? {});
  return (
    <>
      <PersonSums sums={model.sums.value} now={model.now.value} />
      {traits.length > 0 && (
        <dl class="person-traits">
          {traits.map(([trait, value]) => (
            <div key={trait}>
              <dt>
                <bdi>{trait}</bdi>
              </dt>
              <dd>
                <bdi>{value}</bdi>
              </dd>
            </div>
          ))}
        </dl>
      )}
      <div class="person-actions">
        {mayDo('product', 'support') && <NextSession person={model.person} />}
        <PersonData person={model.person} name={name} onErased={() => navigate('/sessions')} />
      </div>
      <h2>Sessions</h2>
      <ol class="session-list" data-testid="session-list">
        {rows.map((row) => (
          <SessionRow key={row.id} row={row} now={model.now.value} />
        ))}
      </ol>
      {model.next.value !== null && (
        <div class="more">
          <button type="button" class="button" data-testid="load-more" onClick={() => model.more()}>
            Load more
          </button>
        </div>
      )}
    </>
  );
}

function Nobody(): JSX.Element {
  return (
    <EmptyState icon="user" title="No session of this person" testId="person-empty">
      <p>
        Nothing was recorded of somebody of this id, or it was erased. A name or an address finds them too, where the
        site told it.
      </p>
      <a class="button primary" href="/sessions">
        All sessions
      </a>
    </EmptyState>
  );
}

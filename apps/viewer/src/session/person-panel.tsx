import type { PersonWish, PersonWishAnswer, SessionRow } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { getJson, readSessions, sendJson } from '../api-client.ts';
import { Icon } from '../design/icons.tsx';
import { Score } from '../design/score.tsx';
import { PersonData } from '../erasure/person-data.tsx';
import { personName } from '../sessions/person-name.ts';
import { whenWords } from '../sessions/when-words.ts';
import { copy } from '../shell/clipboard.ts';
import { navigate } from '../shell/router.ts';
import { mayDo } from '../shell/sign-in-state.ts';
import { useAction } from '../shell/use-action.ts';
import { shortUrl } from '../words/text.ts';
import { absolute } from '../words/time.ts';
import type { SessionModel } from './session-model.ts';

/** Other sessions that are shown; the list has all. */
const OTHERS = 5;

const WISH = '/api/v1/persons/wish';

/** Who it was, as the site says, what else it said, and the other sessions of the same person. */
export function PersonPanel({ model }: { model: SessionModel }): JSX.Element | null {
  const detail = model.detail.value;
  if (detail === null) return null;
  const { person, traits, attributes, supportCode } = detail;
  const facts = [
    ...(person === '' ? [] : [['Id', person] as const]),
    ...Object.entries(traits),
    ...Object.entries(attributes),
  ];
  return (
    <section class="panel" data-testid="person-panel" aria-labelledby="person-title">
      <h2 id="person-title">
        Person{' '}
        {person !== '' && (
          <span class="count">
            <bdi>{personName(detail)}</bdi>
          </span>
        )}
      </h2>
      {person === '' && <p class="quiet">The site did not say who this was.</p>}
      <dl class="facts">
        {facts.map(([name, value], index) => (
          <div key={`${name} ${index}`}>
            <dt>
              <bdi>{name}</bdi>
            </dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
        <div>
          <dt>Support code</dt>
          <dd>
            <button
              type="button"
              class="support-code"
              data-testid="support-code"
              aria-label={`Copy support code ${supportCode}`}
              onClick={() => copy(supportCode, 'Support code')}
            >
              {supportCode}
              <Icon name="copy" size={13} />
            </button>
          </dd>
        </div>
      </dl>
      {person !== '' && <OtherSessions key={person} person={person} id={model.id} />}
      {person !== '' && mayDo('product', 'support') && <NextSession key={`next ${person}`} person={person} />}
      {person !== '' && <PersonData person={person} name={personName(detail)} onErased={() => navigate('/sessions')} />}
    </section>
  );
}

function OtherSessions({ person, id }: { person: string; id: string }): JSX.Element | null {
  const others: Signal<SessionRow[] | null> = useSignal(null);
  useEffect(() => {
    const asked = new AbortController();
    const query = new URLSearchParams({ person, limit: String(OTHERS + 1) });
    readSessions(query, asked.signal).then(
      ({ sessions }) => {
        others.value = sessions.filter((row) => row.id !== id).slice(0, OTHERS);
      },
      // The page itself says when the API is away.
      () => {},
    );
    return () => asked.abort();
  }, [person, id]);
  if (others.value === null) return null;
  return (
    <div class="other-sessions" data-testid="other-sessions">
      <h3>Other sessions</h3>
      {others.value.length === 0 && <p class="quiet">This is the only one that was recorded so far.</p>}
      <ul>
        {others.value.map((row) => (
          <li key={row.id}>
            <a href={`/sessions/${encodeURIComponent(row.id)}`} data-testid="other-session">
              <time dateTime={row.startedAt} title={absolute(Date.parse(row.startedAt))}>
                {whenWords(row, Date.now()).text}
              </time>
              <bdi>{shortUrl(row.entryUrl) || 'Unknown page'}</bdi>
              <Score score={row.score} />
            </a>
          </li>
        ))}
      </ul>
      <a class="all-of-person" href={`/persons/${encodeURIComponent(person)}`} data-testid="all-of-person">
        All sessions of this person
      </a>
    </div>
  );
}

/** Where not every session is recorded: the next one of this person is, from the moment on in which the site knows who it is. */
export function NextSession({ person }: { person: string }): JSX.Element | null {
  const wish: Signal<PersonWish | null | undefined> = useSignal(undefined);
  const { busy, problem, run } = useAction();
  useEffect(() => {
    const asked = new AbortController();
    getJson<PersonWishAnswer>(`${WISH}?person=${encodeURIComponent(person)}`, asked.signal).then(
      (answer) => {
        wish.value = answer.wish;
      },
      () => {},
    );
    return () => asked.abort();
  }, [person]);
  if (wish.value === undefined) return null;
  const change = async (method: 'PUT' | 'DELETE'): Promise<void> => {
    wish.value = (await sendJson<PersonWishAnswer>(method, WISH, { person })).wish;
  };
  return (
    <div class="next-session" data-testid="next-session">
      {wish.value === null ? (
        <button
          type="button"
          class="button"
          data-testid="record-next"
          disabled={busy.value}
          onClick={() => void run(() => change('PUT'), 'The next session of this person will be recorded')}
        >
          <Icon name="eye" />
          Record this person’s next session
        </button>
      ) : (
        <>
          <p data-testid="wish">
            The next session of this person will be recorded. Wished by <bdi>{wish.value.wishedBy}</bdi>, until{' '}
            <time dateTime={wish.value.expiresAt}>{absolute(Date.parse(wish.value.expiresAt))}</time> at the latest.
          </p>
          <button
            type="button"
            class="button quiet-button"
            data-testid="forget-next"
            disabled={busy.value}
            onClick={() => void run(() => change('DELETE'), 'Nobody waits for this person any more')}
          >
            Do not wait any more
          </button>
        </>
      )}
      {problem.value !== '' && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
    </div>
  );
}

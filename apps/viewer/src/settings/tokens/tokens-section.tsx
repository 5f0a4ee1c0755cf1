import type { ApiToken, NewApiToken } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { readTokens, removeToken } from '../../accounts/accounts-client.ts';
import { sentenceOf } from '../../accounts/use-submit.ts';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { announce } from '../../shell/announce.tsx';
import { absolute, relative } from '../../words/time.ts';
import { ShownOnce } from '../shown-once.tsx';
import { curlLine } from './curl-line.ts';
import { TokenForm } from './token-form.tsx';
import '../people.css';
import { SettingsCard } from '../settings-card.tsx';

/** Tokens of scripts, each with a role. For admins. */
export function TokensSection(): JSX.Element {
  const tokens: Signal<ApiToken[] | null> = useSignal(null);
  const made: Signal<NewApiToken | null> = useSignal(null);
  const problem = useSignal('');
  const load = async (): Promise<void> => {
    try {
      tokens.value = await readTokens();
    } catch (cause) {
      problem.value = sentenceOf(cause);
    }
  };
  const remove = async ({ id, name }: ApiToken): Promise<void> => {
    problem.value = '';
    try {
      await removeToken(id);
      announce(`${name} is removed`);
    } catch (cause) {
      problem.value = sentenceOf(cause);
    }
    await load();
  };
  useEffect(() => void load(), []);
  return (
    <div data-testid="tokens-section">
      <h1>API tokens</h1>
      <SettingsCard id="new-token" title="New token">
        <p>
          For a script or a tool that reads Falter. It may do what its role may, and is nobody’s password: remove it and
          only that script stops. <a href="/api/openapi.json">What the API offers</a>.
        </p>
        <TokenForm
          onMade={(token) => {
            made.value = token;
            void load();
          }}
        />
        {made.value !== null && (
          <ShownOnce
            title={`The token “${made.value.token.name}”`}
            secret={made.value.secret}
            what="Token"
            testId="new-token"
            example={curlLine(location.origin, made.value.secret)}
            onDone={() => {
              made.value = null;
            }}
          >
            Copy it now, it is never shown again. Send it as <code>authorization: Bearer …</code> with each request:
          </ShownOnce>
        )}
      </SettingsCard>
      <SettingsCard id="tokens" title="Tokens">
        <p class="problem" role="alert" data-testid="tokens-problem">
          {problem.value}
        </p>
        {tokens.value === null ? (
          <p class="quiet" aria-busy="true" />
        ) : (
          <TokenTable tokens={tokens.value} onRemove={(token) => void remove(token)} />
        )}
      </SettingsCard>
    </div>
  );
}

interface TableProps {
  tokens: readonly ApiToken[];
  onRemove: (token: ApiToken) => void;
}

function TokenTable({ tokens, onRemove }: TableProps): JSX.Element {
  const asked: Signal<ApiToken | null> = useSignal(null);
  if (tokens.length === 0) {
    return (
      <p class="quiet" data-testid="no-tokens">
        There is none. Scripts can use one instead of the admin token, which may do everything.
      </p>
    );
  }
  return (
    <div class="table-scroll">
      <table class="people">
        <thead>
          <tr>
            <th scope="col">Name</th>
            <th scope="col">Role</th>
            <th scope="col">Last used</th>
            <th scope="col">Works until</th>
            <th scope="col">
              <span class="sr-only">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {tokens.map((token) => (
            <tr key={token.id} data-testid="token-row" data-name={token.name}>
              <th scope="row">
                {token.name}
                <span class="quiet">made {relative(Date.parse(token.createdAt), Date.now())}</span>
              </th>
              <td>{token.role}</td>
              <td data-label="Last used">
                <Time at={token.lastUsedAt} none="never" />
              </td>
              <td data-label="Works until">
                <Expiry at={token.expiresAt} />
              </td>
              <td class="row-actions">
                <button
                  type="button"
                  class="button quiet-button"
                  data-testid="remove-token"
                  aria-label={`Remove the token ${token.name}`}
                  onClick={() => {
                    asked.value = token;
                  }}
                >
                  Remove
                </button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {asked.value !== null && (
        <ConfirmDialog
          title={`Remove the token “${asked.value.name}”?`}
          action="Remove"
          onConfirm={() => {
            if (asked.value !== null) onRemove(asked.value);
            asked.value = null;
          }}
          onCancel={() => {
            asked.value = null;
          }}
        >
          <p>Whatever uses it is refused from now on. That cannot be undone.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function Time({ at, none }: { at: string | null; none: string }): JSX.Element {
  if (at === null) return <span class="quiet">{none}</span>;
  return (
    <time dateTime={at} title={absolute(Date.parse(at))}>
      {relative(Date.parse(at), Date.now())}
    </time>
  );
}

function Expiry({ at }: { at: string | null }): JSX.Element {
  if (at === null) return <span>it is removed</span>;
  if (Date.parse(at) <= Date.now())
    return (
      <span class="badge" data-kind="warning">
        it is over
      </span>
    );
  const day = new Date(at).toLocaleDateString('en', { year: 'numeric', month: 'short', day: 'numeric' });
  return (
    <time dateTime={at} title={absolute(Date.parse(at))}>
      {day}
    </time>
  );
}

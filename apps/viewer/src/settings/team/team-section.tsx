import type { Invitation, User } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { me } from '../../shell/sign-in-state.ts';
import { absolute } from '../../words/time.ts';
import { linkWarning } from '../install/tags.ts';
import { RoleChoice, RoleHelp } from '../role-choice.tsx';
import { ShownOnce } from '../shown-once.tsx';
import { InviteForm } from './invite-form.tsx';
import { invitation, loadUsers, makeLink, problem, remove, setDisabled, setRole, users } from './team-model.ts';
import '../people.css';
import { SettingsCard } from '../settings-card.tsx';

/** Who may sign in, and as what. For admins. */
export function TeamSection(): JSX.Element {
  useEffect(() => {
    void loadUsers();
    return () => {
      // A link that was shown once is not shown again to whoever comes back to this page.
      invitation.value = null;
      problem.value = '';
    };
  }, []);
  return (
    <div data-testid="team-section">
      <h1>Team</h1>
      <SettingsCard id="invite" title="Invite somebody">
        <p>
          You get a link to send to them, by whatever way you trust. It lets them choose a password. Falter sends no
          mail.
        </p>
        <InviteForm />
        {invitation.value !== null && <InvitationLink made={invitation.value} />}
        <RoleHelp />
      </SettingsCard>
      <SettingsCard id="people" title="People">
        <p class="problem" role="alert" data-testid="team-problem">
          {problem.value}
        </p>
        {users.value === null ? <p class="quiet" aria-busy="true" /> : <People people={users.value} />}
      </SettingsCard>
    </div>
  );
}

function InvitationLink({ made }: { made: Invitation }): JSX.Element {
  const link = `${location.origin}/invitation?code=${made.code}`;
  const warning = linkWarning(location.origin);
  const until = made.user.invitedUntil === null ? '' : absolute(Date.parse(made.user.invitedUntil));
  return (
    <>
      <ShownOnce
        title={`A link for ${made.user.name}`}
        secret={link}
        what="Link"
        testId="invitation-link"
        onDone={() => {
          invitation.value = null;
        }}
      >
        Send it to {made.user.name}. It works once, until {until}. It is shown only here; whoever has it can sign in as{' '}
        {made.user.login}.
      </ShownOnce>
      {warning !== '' && (
        <p class="notice" data-kind="warning" role="note" data-testid="link-warning">
          {warning}
        </p>
      )}
    </>
  );
}

function People({ people }: { people: readonly User[] }): JSX.Element {
  const asked: Signal<User | null> = useSignal(null);
  if (people.length === 0) {
    return (
      <p class="quiet" data-testid="no-people">
        Nobody has a password yet. Invite yourself first, as an admin, and open the link: then you need the admin token
        only for automation.
      </p>
    );
  }
  return (
    <div class="table-scroll">
      <table class="people">
        <thead>
          <tr>
            <th scope="col">Who</th>
            <th scope="col">Role</th>
            <th scope="col">State</th>
            <th scope="col">
              <span class="sr-only">What to do</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.map((user) => (
            <Person
              key={user.id}
              user={user}
              onRemove={() => {
                asked.value = user;
              }}
            />
          ))}
        </tbody>
      </table>
      {asked.value !== null && (
        <ConfirmDialog
          title={`Remove ${asked.value.name}?`}
          action="Remove"
          onConfirm={() => {
            if (asked.value !== null) void remove(asked.value);
            asked.value = null;
          }}
          onCancel={() => {
            asked.value = null;
          }}
        >
          <p>{asked.value.name} is signed out at once and cannot come back without a new invitation.</p>
        </ConfirmDialog>
      )}
    </div>
  );
}

function Person({ user, onRemove }: { user: User; onRemove: () => void }): JSX.Element {
  const { name, login, role, disabled, active } = user;
  return (
    <tr data-testid="person" data-login={login}>
      <th scope="row">
        {name}
        {user.id === me.value?.id && <span class="badge">you</span>}
        {login !== name && <span class="quiet">{login}</span>}
      </th>
      <td>
        <RoleChoice
          value={role}
          label={`Role of ${name}`}
          testId="person-role"
          onChoose={(chosen) => void setRole(user, chosen)}
        />
      </td>
      <td>
        <State user={user} />
      </td>
      <td class="row-actions">
        {!disabled && (
          <button
            type="button"
            class="button quiet-button"
            data-testid="new-link"
            aria-label={`New link for ${name}`}
            title={active ? 'For who forgot the password: a link to set a new one' : 'The link before stops working'}
            onClick={() => void makeLink(user)}
          >
            New link
          </button>
        )}
        <button
          type="button"
          class="button quiet-button"
          data-testid="disable"
          aria-label={disabled ? `Enable ${name}` : `Disable ${name}`}
          onClick={() => void setDisabled(user, !disabled)}
        >
          {disabled ? 'Enable' : 'Disable'}
        </button>
        <button
          type="button"
          class="button quiet-button"
          data-testid="remove-person"
          aria-label={`Remove ${name}`}
          onClick={onRemove}
        >
          Remove
        </button>
      </td>
    </tr>
  );
}

function State({ user: { disabled, active, invitedUntil } }: { user: User }): JSX.Element {
  if (disabled) return <span class="badge">disabled</span>;
  if (active) return <span>may sign in</span>;
  if (invitedUntil === null)
    return (
      <span class="badge" data-kind="warning">
        invitation is over
      </span>
    );
  return (
    <span class="badge" title={`Until ${absolute(Date.parse(invitedUntil))}`}>
      invited
    </span>
  );
}

import type { NewApiToken, Role } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { makeToken } from '../../accounts/accounts-client.ts';
import { useSubmit } from '../../accounts/use-submit.ts';
import { TextField } from '../../design/text-field.tsx';
import { RoleChoice } from '../role-choice.tsx';

const DAY_MS = 86_400_000;

/** For how many days a token works; 0: until it is removed. */
const TERMS: readonly { days: number; title: string }[] = [
  { days: 30, title: '30 days' },
  { days: 90, title: '90 days' },
  { days: 365, title: 'a year' },
  { days: 0, title: 'until it is removed' },
];

/** Name, role and term of a new token. */
export function TokenForm({ onMade }: { onMade: (token: NewApiToken) => void }): JSX.Element {
  const name = useSignal('');
  const role: Signal<Role> = useSignal('support');
  const days = useSignal(90);
  const { busy, problem, submit } = useSubmit(async () => {
    const expiresAt = days.value === 0 ? null : new Date(Date.now() + days.value * DAY_MS).toISOString();
    onMade(await makeToken({ name: name.value, role: role.value, expiresAt }));
    name.value = '';
  });
  return (
    <form class="line-form" onSubmit={submit}>
      <TextField id="token-name" label="What it is for" text={name} autoComplete="off" maxLength={100} required />
      <RoleChoice
        value={role.value}
        label="Role"
        testId="token-role"
        onChoose={(chosen) => {
          role.value = chosen;
        }}
      />
      <select
        aria-label="Works for"
        data-testid="token-days"
        value={String(days.value)}
        onChange={(event) => {
          days.value = Number(event.currentTarget.value);
        }}
      >
        {TERMS.map((term) => (
          <option key={term.days} value={String(term.days)}>
            {term.title}
          </option>
        ))}
      </select>
      <button
        type="submit"
        class="button primary"
        data-testid="make-token"
        disabled={busy.value || name.value.trim() === ''}
      >
        {busy.value ? 'Making …' : 'Make a token'}
      </button>
      <p class="problem" role="alert" data-testid="token-problem">
        {problem.value}
      </p>
    </form>
  );
}

import type { Role } from '@falter/wire';
import type { JSX } from 'preact';

/** Every role, the one with the least rights first, and what it may do. */
export const ROLES: readonly { role: Role; may: string }[] = [
  { role: 'numbers', may: 'sees figures, lists and findings, and watches nobody' },
  { role: 'support', may: 'also watches sessions, comments and shares them' },
  { role: 'product', may: 'also tunes signals' },
  { role: 'admin', may: 'also runs the installation: projects, keys, people, tokens' },
];

interface Props {
  value: Role;
  label: string;
  testId: string;
  disabled?: boolean;
  onChoose: (role: Role) => void;
}

export function RoleChoice({ value, label, testId, disabled = false, onChoose }: Props): JSX.Element {
  return (
    <select
      aria-label={label}
      data-testid={testId}
      value={value}
      disabled={disabled}
      onChange={(event) => {
        const chosen = ROLES.find(({ role }) => role === event.currentTarget.value);
        if (chosen) onChoose(chosen.role);
      }}
    >
      {ROLES.map(({ role }) => (
        <option key={role} value={role}>
          {role}
        </option>
      ))}
    </select>
  );
}

/** What the roles may do, in one line each. */
export function RoleHelp(): JSX.Element {
  return (
    <dl class="role-help">
      {ROLES.map(({ role, may }) => (
        <div key={role}>
          <dt>{role}</dt>
          <dd>{may}</dd>
        </div>
      ))}
    </dl>
  );
}

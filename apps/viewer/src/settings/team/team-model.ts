import type { Invitation, Role, User } from '@falter/wire';
import { type Signal, signal } from '@preact/signals';
import { changeUser, inviteAgain, inviteUser, readUsers, removeUser } from '../../accounts/accounts-client.ts';
import { sentenceOf } from '../../accounts/use-submit.ts';
import { announce } from '../../shell/announce.tsx';
import { enter, me } from '../../shell/sign-in-state.ts';

/** Everybody, as the API told it last; null until it did. */
export const users: Signal<User[] | null> = signal(null);

/** Why the list is not there, or why a change was refused; '' while nothing is wrong. */
export const problem: Signal<string> = signal('');

/** The invitation that was made last: its link is shown until somebody is done with it. */
export const invitation: Signal<Invitation | null> = signal(null);

export async function loadUsers(): Promise<void> {
  await attempt(async () => {
    users.value = await readUsers();
  });
}

/** @throws ApiError `login_taken`, `bad_body`: for the form to say */
export async function invite(user: { login: string; name: string; role: Role }): Promise<void> {
  invitation.value = await inviteUser(user);
  await loadUsers();
}

export async function makeLink(user: User): Promise<void> {
  const make = async (): Promise<void> => {
    invitation.value = await inviteAgain(user.id);
  };
  await change(make, `There is a new link for ${user.name}`);
}

export async function setRole(user: User, role: Role): Promise<void> {
  await change(() => changeUser(user.id, { role }), `${user.name} is ${role} now`);
}

export async function setDisabled(user: User, disabled: boolean): Promise<void> {
  const said = disabled ? `${user.name} is signed out and may not sign in` : `${user.name} may sign in again`;
  await change(() => changeUser(user.id, { disabled }), said);
}

export async function remove(user: User): Promise<void> {
  await change(() => removeUser(user.id), `${user.name} is removed`);
}

/** The list is asked again also after a refusal: a select that was changed shows what holds. */
async function change(act: () => Promise<unknown>, said: string): Promise<void> {
  const done = await attempt(act);
  if (done) announce(said);
  const refusal = problem.value;
  if (me.peek()?.kind === 'user') await attempt(enter);
  await loadUsers();
  if (!done) problem.value = refusal;
}

async function attempt(act: () => Promise<unknown>): Promise<boolean> {
  try {
    await act();
    problem.value = '';
    return true;
  } catch (cause) {
    problem.value = sentenceOf(cause);
    return false;
  }
}

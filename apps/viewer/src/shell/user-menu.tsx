import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { signOut } from '../api-client.ts';
import { Icon } from '../design/icons.tsx';
import { announce } from './announce.tsx';
import { replace, url } from './router.ts';
import { leave, mayDo, me } from './sign-in-state.ts';

/** Who is signed in, what concerns only them, and the way out. */
export function UserMenu(): JSX.Element | null {
  const open = useSignal(false);
  const menu = useRef<HTMLDivElement>(null);
  const who = me.value;
  // Where one went by a link of it, it is done.
  useEffect(() => menu.current?.hidePopover(), [url.value]);
  if (who === null) return null;
  return (
    <>
      <button
        type="button"
        class="user-button"
        data-testid="user-menu"
        popovertarget="user-menu"
        aria-expanded={open.value}
        aria-label={`${initials(who.name)}: ${who.name}, ${who.role}, your account`}
      >
        <span aria-hidden="true">{initials(who.name)}</span>
      </button>
      <div
        id="user-menu"
        class="user-menu"
        popover="auto"
        ref={menu}
        onToggle={() => {
          open.value = menu.current?.matches(':popover-open') === true;
        }}
      >
        <p>
          <strong data-testid="user-name">{who.name}</strong>
          <span class="badge" data-testid="user-role">
            {who.role}
          </span>
        </p>
        {who.login !== '' && who.login !== who.name && <p class="quiet">{who.login}</p>}
        {who.kind === 'user' && (
          <a href="/settings/account" data-testid="your-account">
            <Icon name="user" />
            Your account and password
          </a>
        )}
        {mayDo() && (
          <a href="/settings/team" data-testid="to-team">
            <Icon name="plus" />
            Invite people
          </a>
        )}
        <button type="button" data-testid="sign-out" onClick={() => void goOut(false)}>
          <Icon name="out" />
          Sign out
        </button>
      </div>
    </>
  );
}

/** The first letters of the first and the last word. */
function initials(name: string): string {
  const words = name.split(/[\s._@-]+/).filter((word) => word !== '');
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map((word) => [...(word ?? '')][0] ?? '');
  return letters.join('').toUpperCase();
}

/** Signs out, here or everywhere. Where the server does not hear it, nobody is told that it was done. */
export async function goOut(everywhere: boolean): Promise<void> {
  try {
    await signOut(everywhere);
  } catch {
    announce('Not signed out: Falter does not answer. Try again.');
    return;
  }
  leave();
  replace('/sessions');
}

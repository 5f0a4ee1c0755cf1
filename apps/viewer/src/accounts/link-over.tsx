import type { ComponentChildren, JSX } from 'preact';
import { Mark } from '../design/icons.tsx';

/** A one-time link that leads nowhere any more. */
export function LinkOver({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <main class="sign-in" data-testid="link-over">
      <div class="sign-in-card">
        <Mark size={40} />
        <h1>{title}</h1>
        {children}
        <a class="button primary" href="/sign-in">
          Sign in
        </a>
      </div>
    </main>
  );
}

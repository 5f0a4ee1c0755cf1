import type { ComponentChildren, JSX } from 'preact';
import { EmptyState } from '../design/empty-state.tsx';

/** A one-time link that leads nowhere any more. */
export function LinkOver({ title, children }: { title: string; children: ComponentChildren }): JSX.Element {
  return (
    <main>
      <EmptyState icon="link" title={title} testId="link-over">
        {children}
        <a class="button primary" href="/sign-in">
          Sign in
        </a>
      </EmptyState>
    </main>
  );
}

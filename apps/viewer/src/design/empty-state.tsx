import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';

interface Props {
  icon: IconName;
  title: string;
  testId: string;
  children: ComponentChildren;
}

/** Says why a place is empty and what to do about it. */
export function EmptyState({ icon, title, testId, children }: Props): JSX.Element {
  return (
    <section class="empty" data-testid={testId}>
      <span class="empty-icon">
        <Icon name={icon} size={22} />
      </span>
      <h2>{title}</h2>
      {children}
    </section>
  );
}

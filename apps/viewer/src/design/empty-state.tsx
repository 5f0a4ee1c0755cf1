import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from './icons.tsx';

interface Props {
  icon: IconName;
  title: string;
  testId: string;
  /** It is all that the page has: its title is the page's own. */
  alone?: boolean;
  children: ComponentChildren;
}

/** Says why a place is empty and what to do about it. */
export function EmptyState({ icon, title, testId, alone = false, children }: Props): JSX.Element {
  const Title = alone ? 'h1' : 'h2';
  return (
    <section class="empty" data-testid={testId}>
      <span class="empty-icon">
        <Icon name={icon} size={22} />
      </span>
      <Title>{title}</Title>
      {children}
    </section>
  );
}

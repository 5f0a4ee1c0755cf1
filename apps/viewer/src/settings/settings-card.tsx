import type { ComponentChildren, JSX } from 'preact';

interface Props {
  /** Of the heading, with `-title` behind it: one of a kind on its page. */
  id: string;
  title: ComponentChildren;
  testId?: string;
  children: ComponentChildren;
}

/** What belongs together on a page of settings, under its heading. */
export function SettingsCard({ id, title, testId, children }: Props): JSX.Element {
  return (
    <section class="settings-card" aria-labelledby={`${id}-title`} data-testid={testId}>
      <h2 id={`${id}-title`}>{title}</h2>
      {children}
    </section>
  );
}

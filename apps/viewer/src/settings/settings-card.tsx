import type { ComponentChildren, JSX, Ref } from 'preact';

interface Props {
  /** Of the heading, with `-title` behind it: one of a kind on its page. */
  id: string;
  title: ComponentChildren;
  testId?: string;
  /** For who gives the heading the focus, when what had it is gone. */
  titleRef?: Ref<HTMLHeadingElement>;
  children: ComponentChildren;
}

/** What belongs together on a page of settings, under its heading. */
export function SettingsCard({ id, title, testId, titleRef, children }: Props): JSX.Element {
  return (
    <section class="settings-card" aria-labelledby={`${id}-title`} data-testid={testId}>
      <h2 id={`${id}-title`} {...(titleRef && { ref: titleRef, tabIndex: -1 })}>
        {title}
      </h2>
      {children}
    </section>
  );
}

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';
import { copy } from '../shell/clipboard.ts';

interface Props {
  title: string;
  /** What is to be copied: it is never shown again. */
  secret: string;
  /** What it is called: `Link`. */
  what: string;
  testId: string;
  onDone: () => void;
  children: ComponentChildren;
}

/** Something that is shown exactly once, with a button to copy it. */
export function ShownOnce({ title, secret, what, testId, onDone, children }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  // It comes up beside the button that made it: who cannot see that is taken there.
  useEffect(() => heading.current?.focus(), [secret]);
  return (
    <section class="shown-once" data-testid={testId}>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p>{children}</p>
      <div class="snippet">
        <code data-testid={`${testId}-text`}>{secret}</code>
        <button type="button" class="button" data-testid={`${testId}-copy`} onClick={() => void copy(secret, what)}>
          <Icon name="copy" />
          Copy
        </button>
      </div>
      <div>
        <button type="button" class="button quiet-button" onClick={onDone}>
          Done
        </button>
      </div>
    </section>
  );
}

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
  /** A command that uses it, to try it out at once. */
  example?: string;
  onDone: () => void;
  children: ComponentChildren;
}

/** Something that is shown exactly once, with a button to copy it. */
export function ShownOnce({ title, secret, what, testId, example, onDone, children }: Props): JSX.Element {
  const heading = useRef<HTMLHeadingElement>(null);
  // It comes up beside the button that made it: who cannot see that is taken there.
  useEffect(() => heading.current?.focus(), [secret]);
  return (
    <section class="shown-once" data-testid={testId}>
      <h3 ref={heading} tabIndex={-1}>
        {title}
      </h3>
      <p>{children}</p>
      <Copied text={secret} what={what} testId={testId} />
      {example !== undefined && <Copied text={example} what="Command" testId={`${testId}-example`} />}
      <div>
        <button type="button" class="button quiet-button" onClick={onDone}>
          Done
        </button>
      </div>
    </section>
  );
}

function Copied({ text, what, testId }: { text: string; what: string; testId: string }): JSX.Element {
  return (
    <div class="snippet">
      <code data-testid={`${testId}-text`}>{text}</code>
      <button
        type="button"
        class="button"
        data-testid={`${testId}-copy`}
        aria-label={`Copy the ${what.toLowerCase()}`}
        onClick={() => void copy(text, what)}
      >
        <Icon name="copy" />
        Copy
      </button>
    </div>
  );
}

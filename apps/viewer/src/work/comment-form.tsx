import { COMMENT_MAX_CHARS } from '@falter/wire';
import type { Signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { clock } from '../words/time.ts';

interface Props {
  /** The moment that it is about. Milliseconds since the session's start. */
  at: number;
  text: Signal<string>;
  busy: boolean;
  /** Something that was written is changed: the field takes the focus, and Escape leaves it as it was. */
  onCancel?: () => void;
  onSave: () => void;
}

/** A few lines about a moment. Ctrl and Enter save them. */
export function CommentForm({ at, text, busy, onCancel, onSave }: Props): JSX.Element {
  const field = useRef<HTMLTextAreaElement>(null);
  const changes = onCancel !== undefined;
  useEffect(() => {
    if (changes) field.current?.focus();
  }, [changes]);
  const ready = text.value.trim() !== '' && !busy;
  return (
    <form
      class="comment-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSave();
      }}
    >
      <textarea
        ref={field}
        aria-label={`Comment at ${clock(at)}`}
        placeholder={`Comment at ${clock(at)}`}
        data-testid={changes ? 'change-comment' : 'new-comment'}
        rows={changes || text.value !== '' ? 3 : 1}
        maxLength={COMMENT_MAX_CHARS}
        value={text.value}
        onInput={(event) => {
          text.value = event.currentTarget.value;
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey) && ready) onSave();
          else if (event.key === 'Escape') (onCancel ?? (() => event.currentTarget.blur()))();
        }}
      />
      {(changes || text.value !== '') && (
        <p class="comment-buttons">
          <button type="submit" class="button primary" data-testid="save-comment" disabled={!ready}>
            Comment at {clock(at)}
          </button>
          {changes && (
            <button type="button" class="button quiet-button" onClick={onCancel}>
              Cancel
            </button>
          )}
        </p>
      )}
    </form>
  );
}

import { type SessionWork, TAG_MAX_CHARS, TAGS_MAX } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { useAction } from '../shell/use-action.ts';
import { setTags } from './work-client.ts';

/** Words that colleagues file a session under: each can be taken away, and a line adds one more. */
export function Tags({ session, work }: { session: string; work: Signal<SessionWork | null> }): JSX.Element {
  const text = useSignal('');
  const { busy, problem, run } = useAction();
  const tags = work.value?.tags ?? [];
  const set = (next: readonly string[], done: string): Promise<boolean> =>
    run(async () => {
      work.value = await setTags(session, next);
    }, done);
  const add = async (): Promise<void> => {
    const tag = text.value.trim();
    if (tag === '' || busy.value) return;
    if (await set([...tags, tag], `Tagged ${tag}`)) text.value = '';
  };
  return (
    <div class="tags">
      <ul aria-label="Tags">
        {tags.map((tag) => (
          <li key={tag} class="chip" data-testid="tag">
            <bdi>{tag}</bdi>
            <button
              type="button"
              class="tag-remove"
              aria-label={`Remove tag ${tag}`}
              data-testid="remove-tag"
              disabled={busy.value}
              onClick={() =>
                void set(
                  tags.filter((one) => one !== tag),
                  `Tag ${tag} removed`,
                )
              }
            >
              <Icon name="close" size={11} />
            </button>
          </li>
        ))}
        {tags.length < TAGS_MAX && (
          <li>
            <form
              onSubmit={(event) => {
                event.preventDefault();
                void add();
              }}
            >
              <input
                type="text"
                class="tag-field"
                aria-label="Add a tag"
                placeholder="Add a tag"
                autoComplete="off"
                data-testid="new-tag"
                maxLength={TAG_MAX_CHARS}
                value={text.value}
                onInput={(event) => {
                  text.value = event.currentTarget.value.replaceAll(',', '');
                }}
              />
            </form>
          </li>
        )}
      </ul>
      <p class="problem" role="alert">
        {problem.value}
      </p>
    </div>
  );
}

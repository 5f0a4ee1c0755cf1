import type { Signal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { TextField } from '../design/text-field.tsx';
import { useAction } from '../shell/use-action.ts';

interface Props {
  title: string;
  /** What happens. */
  children: ComponentChildren;
  /** Words on the button, and what is said aloud once it is done. */
  words: { action: string; busy: string; done: string };
  /** It takes nothing away: the button does not warn. */
  harmless?: boolean;
  /** What has to be written, or may be: `id` is its name for tests too, and with `-problem` that of what went wrong. */
  field: { id: string; label: string; text: Signal<string>; maxLength?: number };
  /** False: something has to be written first. */
  ready?: boolean;
  act: () => Promise<unknown>;
  onDone: () => void | Promise<void>;
  onCancel: () => void;
}

/** Asks before something is done to data of others: what goes or leaves, a line to write, and why it failed where it did. */
export function ReasonDialog({ title, children, words, field, ready = true, ...props }: Props): JSX.Element {
  const { busy, problem, run } = useAction();
  const go = async (): Promise<void> => {
    if (await run(props.act, words.done)) await props.onDone();
  };
  const { id, label, text, maxLength } = field;
  return (
    <ConfirmDialog
      title={title}
      action={busy.value ? words.busy : words.action}
      harmless={props.harmless === true}
      disabled={busy.value || !ready}
      onConfirm={() => void go()}
      onCancel={props.onCancel}
    >
      {children}
      <TextField
        id={id}
        label={label}
        text={text}
        autoComplete="off"
        spellcheck={false}
        {...(maxLength === undefined ? {} : { maxLength })}
      />
      <p class="problem" role="alert" data-testid={`${id}-problem`}>
        {problem.value}
      </p>
    </ConfirmDialog>
  );
}

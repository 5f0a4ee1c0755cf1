import { type ErasureDone, type ErasureWish, REASON_MAX_CHARS } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { ConfirmDialog } from '../design/confirm-dialog.tsx';
import { TextField } from '../design/text-field.tsx';
import { useAction } from '../shell/use-action.ts';
import { erase } from './erasure-client.ts';

interface Props {
  title: string;
  /** What goes. */
  children: ComponentChildren;
  wish: Pick<ErasureWish, 'session' | 'person'>;
  onErased: (done: ErasureDone) => void;
  onCancel: () => void;
}

/** Asks before somebody's data goes, and why: the answer stands in the audit log. */
export function EraseDialog({ title, children, wish, onErased, onCancel }: Props): JSX.Element {
  const why = useSignal('');
  const { busy, problem, run } = useAction();
  const go = (): Promise<boolean> =>
    run(async () => onErased(await erase({ ...wish, why: why.value.trim() })), 'Erased');
  return (
    <ConfirmDialog
      title={title}
      action={busy.value ? 'Erasing …' : 'Erase for good'}
      disabled={busy.value}
      onConfirm={() => void go()}
      onCancel={onCancel}
    >
      {children}
      <p>
        Nobody sees it from now on, and it is gone from the disk within the hour. It cannot be brought back. The audit
        log keeps who did this and why, and nothing of what was recorded.
      </p>
      <TextField
        id="erase-why"
        label="Why, without naming anybody"
        text={why}
        autoComplete="off"
        maxLength={REASON_MAX_CHARS}
      />
      <p class="problem" role="alert" data-testid="erase-problem">
        {problem.value}
      </p>
    </ConfirmDialog>
  );
}

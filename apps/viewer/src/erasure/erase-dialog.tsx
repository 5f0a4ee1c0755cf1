import { type ErasureDone, type ErasureWish, REASON_MAX_CHARS } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { ComponentChildren, JSX } from 'preact';
import { lastErased } from './erased-note.tsx';
import { erase } from './erasure-client.ts';
import { ReasonDialog } from './reason-dialog.tsx';

interface Props {
  title: string;
  /** What goes. */
  children: ComponentChildren;
  wish: Pick<ErasureWish, 'session' | 'person'>;
  onErased: () => void;
  onCancel: () => void;
}

/** Asks before somebody's data goes, and why: the answer stands in the audit log. */
export function EraseDialog({ title, children, wish, onErased, onCancel }: Props): JSX.Element {
  const why = useSignal('');
  const act = async (): Promise<void> => {
    const done: ErasureDone = await erase({ ...wish, why: why.value.trim() });
    lastErased.value = done;
  };
  return (
    <ReasonDialog
      title={title}
      words={{ action: 'Erase for good', busy: 'Erasing …', done: 'Erased' }}
      field={{ id: 'erase-why', label: 'Why, without naming anybody', text: why, maxLength: REASON_MAX_CHARS }}
      act={act}
      onDone={onErased}
      onCancel={onCancel}
    >
      {children}
      <p>
        Nobody sees it from now on, and it is gone from the disk within the hour. It cannot be brought back. The audit
        log keeps who did this and why, and nothing of what was recorded.
      </p>
    </ReasonDialog>
  );
}

import type { ComponentChildren, JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import './confirm-dialog.css';

interface Props {
  title: string;
  /** What happens, and whether it can be undone. */
  children: ComponentChildren;
  /** The word on the button that does it. */
  action: string;
  /** Nothing is lost by it: the button does not warn. */
  harmless?: boolean;
  /** Not yet: something has to be written first, or it is being done. */
  disabled?: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** Asks before something that cannot be undone, or that stops recording. As long as it is drawn, it is open. */
export function ConfirmDialog({ title, children, action, onConfirm, onCancel, ...how }: Props): JSX.Element {
  const { harmless = false, disabled = false } = how;
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    // What had the focus gets it back: the browser does so when a dialog is closed, not when it is taken away.
    const before = document.activeElement;
    dialog.current?.showModal();
    return () => {
      if (before instanceof HTMLElement && before.isConnected) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="sheet confirm"
      data-testid="confirm"
      aria-labelledby="confirm-title"
      aria-describedby="confirm-text"
      onCancel={(event) => {
        event.preventDefault();
        onCancel();
      }}
    >
      <h2 id="confirm-title">{title}</h2>
      <div id="confirm-text">{children}</div>
      <footer>
        <button type="button" class="button" data-testid="confirm-no" onClick={onCancel}>
          Cancel
        </button>
        <button
          type="button"
          class={`button ${harmless ? 'primary' : 'danger'}`}
          data-testid="confirm-yes"
          disabled={disabled}
          onClick={onConfirm}
        >
          {action}
        </button>
      </footer>
    </dialog>
  );
}

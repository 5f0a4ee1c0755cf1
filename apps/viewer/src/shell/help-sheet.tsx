import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';

/** Keys and what they do, by part of the page. */
export type KeyHelp = { title: string; keys: [keys: string[], what: string][] }[];

/** What the sheet shows; null: closed. */
const shown: Signal<KeyHelp | null> = signal(null);

export function openHelp(help: KeyHelp): void {
  shown.value = help;
}

export function HelpSheet(): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const help = shown.value;
  useEffect(() => {
    if (help !== null) dialog.current?.showModal();
    else dialog.current?.close();
  }, [help]);
  const close = (): void => {
    shown.value = null;
  };
  return (
    <dialog ref={dialog} class="sheet help" data-testid="help" aria-labelledby="help-title" onClose={close}>
      <header>
        <h2 id="help-title">Keys</h2>
        <button type="button" class="icon-button" aria-label="Close" onClick={close}>
          <Icon name="close" />
        </button>
      </header>
      {help?.map((part) => (
        <section key={part.title}>
          <h3>{part.title}</h3>
          <dl>
            {part.keys.map(([keys, what]) => (
              <div key={what}>
                <dt>
                  {keys.map((key) => (
                    <kbd key={key}>{key}</kbd>
                  ))}
                </dt>
                <dd>{what}</dd>
              </div>
            ))}
          </dl>
        </section>
      ))}
    </dialog>
  );
}

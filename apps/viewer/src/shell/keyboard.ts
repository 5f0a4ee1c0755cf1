import { useEffect } from 'preact/hooks';

/** Key names as `KeyboardEvent.key` has them, ' ' as `Space`. Return false to leave the key to the browser. */
export type KeyBindings = Record<string, (event: KeyboardEvent) => unknown>;

const TYPED_INTO = 'input:not([type=checkbox], [type=radio], [type=range]), textarea, select, [contenteditable]';

/** True when a key belongs to what has the focus and must not be taken as a command. */
export function isTyping(target: EventTarget | null, key: string): boolean {
  if (!(target instanceof Element)) return false;
  if (target.closest(TYPED_INTO) !== null) return key !== 'Escape';
  if (target.closest('dialog[open]') !== null) return true;
  if (key === 'Enter' && target.closest('a') !== null) return true;
  const pressesItself = key === 'Space' || key === 'Enter';
  return pressesItself && target.closest('button, summary, [type=checkbox], [type=radio]') !== null;
}

/** Keys of a page, as long as the component is shown. */
export function useKeys(bindings: KeyBindings): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey) return;
      const key = event.key === ' ' ? 'Space' : event.key;
      const bound = bindings[key];
      if (bound === undefined || isTyping(event.target, key)) return;
      if (bound(event) !== false) event.preventDefault();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

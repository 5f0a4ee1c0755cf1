/**
 * Gives the focus back when a recorded page takes it. A modal dialog in a replay does: opening one moves the focus into it,
 * even in a frame that is inert, and from then on the viewer would hear no key. Returns how to end it.
 */
export function keepFocus(frame: HTMLIFrameElement): () => void {
  let last: Element | null = document.activeElement;
  const remember = (): void => {
    if (document.activeElement !== frame) last = document.activeElement;
  };
  const takeBack = (): void => {
    if (document.activeElement !== frame) return;
    frame.blur();
    window.focus();
    if (last instanceof HTMLElement && last.isConnected) last.focus({ preventScroll: true });
  };
  // The focus is still on its way while the window is told that it lost it.
  const onLost = (): void => void setTimeout(takeBack);
  document.addEventListener('focusin', remember);
  window.addEventListener('blur', onLost);
  return () => {
    document.removeEventListener('focusin', remember);
    window.removeEventListener('blur', onLost);
  };
}

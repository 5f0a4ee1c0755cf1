/** Takes something back. */
export type Undo = () => void;

/** Adds a listener and returns what removes it. */
export function listen(
  target: EventTarget,
  type: string,
  listener: (event: Event) => void,
  options?: AddEventListenerOptions,
): Undo {
  target.addEventListener(type, listener, options);
  return () => target.removeEventListener(type, listener, options);
}

/** One undo for several. */
export function undoAll(undos: readonly Undo[]): Undo {
  return () => {
    for (const undo of undos) undo();
  };
}

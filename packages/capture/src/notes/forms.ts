import type { SubmitPayload } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { listen, undoAll } from '../host/listen.ts';

/** Reports form submits and refusals of the browser's own validation. */
export interface FormWatch {
  /** Reports at once what waits for the page's handlers: the page is leaving. */
  settle(): void;
  stop(): void;
}

/**
 * `idOf` gives rrweb's id of a node. A submit is reported in the next task, because only then have all of the page's handlers
 * run and `defaultPrevented` is true or false for good; a microtask would come between two handlers.
 */
export function watchForms(
  report: (submit: SubmitPayload) => void,
  idOf: (node: Node) => number,
  guard: Guard,
): FormWatch {
  const waiting = new Set<Event>();
  let asked = false;
  let refused = false;

  const tell = guard((event: Event) => {
    if (!waiting.delete(event)) return;
    report({ kind: 'submit', id: idOf(event.target as Node), prevented: event.defaultPrevented });
  });
  const onSubmit = guard((event: Event) => {
    waiting.add(event);
    setTimeout(() => tell(event), 0);
  });
  // `invalid` also comes from checkValidity(), which many pages call at every change. It is a refusal when the visitor asked for
  // something in this very task: pressed a button or Enter.
  const onAsk = guard((event: Event) => {
    if (!asks(event)) return;
    asked = true;
    setTimeout(() => {
      asked = false;
      refused = false;
    }, 0);
  });
  const onInvalid = guard((event: Event) => {
    if (!asked || refused) return;
    refused = true;
    report({ kind: 'invalid', id: idOf(event.target as Node), prevented: event.defaultPrevented });
  });
  const stops = [
    listen(window, 'submit', onSubmit, { capture: true, passive: true }),
    listen(window, 'click', onAsk, { capture: true, passive: true }),
    listen(window, 'keydown', onAsk, { capture: true, passive: true }),
    listen(window, 'invalid', onInvalid, { capture: true, passive: true }),
  ];
  return {
    settle() {
      for (const event of waiting) tell(event);
    },
    stop: undoAll(stops),
  };
}

const BUTTONS = 'button,a,summary,[role=button],input:is([type=submit],[type=button],[type=image])';

function asks(event: Event): boolean {
  if (event.type === 'keydown') return (event as KeyboardEvent).key === 'Enter';
  const [target] = event.composedPath();
  return target instanceof Element && target.closest(BUTTONS) !== null;
}

import type { DialogPayload } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { listen, type Undo, undoAll } from '../host/listen.ts';
import { wrap } from '../host/wrap.ts';

/** What the visitor answered, as far as the kind of it tells: a page may have put a promise in the place of an answer. */
const OUTCOMES = new Map<unknown, DialogPayload['outcome']>([
  [true, 'ok'],
  [false, 'cancel'],
  [null, 'cancel'],
]);

/** Reports that a dialog was there and what came of it. Neither what it says nor what was typed into it. */
export function watchDialogs(
  report: (dialog: DialogPayload) => void,
  idOf: (node: Node) => number,
  guard: Guard,
): Undo {
  const tell = guard(report);
  const { prototype } = HTMLDialogElement;
  const onClose = guard(({ target }: Event) => {
    if (target instanceof HTMLDialogElement) tell({ kind: 'dialog', outcome: 'closed', id: idOf(target) });
  });
  return undoAll([
    ...(['alert', 'confirm', 'prompt'] as const).map((kind) =>
      wrap(window, kind, (call) => {
        const answer = call();
        tell({ kind, outcome: typeof answer === 'string' ? 'ok' : (OUTCOMES.get(answer) ?? ''), id: 0 });
        return answer;
      }),
    ),
    ...(['show', 'showModal'] as const).map((method) =>
      wrap(prototype, method, (call, dialog) => {
        const result = call();
        tell({ kind: 'dialog', outcome: 'opened', id: idOf(dialog as Node) });
        return result;
      }),
    ),
    // It does not bubble.
    listen(window, 'close', onClose, { capture: true, passive: true }),
  ]);
}

import type { ClipboardPayload } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { listen, type Undo, undoAll } from '../host/listen.ts';

/** Reports that the visitor copied, cut or pasted, and where. Never looks at what. */
export function watchClipboard(
  report: (action: ClipboardPayload) => void,
  idOf: (node: Node) => number,
  guard: Guard,
): Undo {
  const onAction = guard(({ type, target, isTrusted }: Event) => {
    if (isTrusted) report({ kind: type as ClipboardPayload['kind'], id: idOf(target as Node) });
  });
  return undoAll(
    ['copy', 'cut', 'paste'].map((type) => listen(window, type, onAction, { capture: true, passive: true })),
  );
}

import type { ComparedShare } from '@falter/wire';
import type { JSX } from 'preact';
import { changeWords } from './share-words.ts';

const ARROWS = { up: '↑', down: '↓', unclear: '', unknown: '' } as const;

/** How a share changed since the period before: said only where the interval leaves no doubt. */
export function ChangeNote({ share }: { share: ComparedShare }): JSX.Element {
  const { direction, text } = changeWords(share);
  return (
    <span class="change" data-direction={direction} data-testid="change">
      {ARROWS[direction] !== '' && <span aria-hidden="true">{ARROWS[direction]} </span>}
      {text}
    </span>
  );
}

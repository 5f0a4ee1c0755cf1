import type { ComparedShare } from '@falter/wire';
import { type Context, createContext, type JSX } from 'preact';
import { useContext } from 'preact/hooks';
import { changeWords } from './share-words.ts';

const ARROWS = { up: '↑', down: '↓', unclear: '', unknown: '' } as const;

/** Whether there is a period before at all. Where there is none, the head of the page says so once, and no number does. */
export const Compares: Context<boolean> = createContext(true);

interface Props {
  share: ComparedShare;
  /** What stands between this and the words before it. */
  after?: string;
}

/** How a share changed since the period before: said only where the interval leaves no doubt. */
export function ChangeNote({ share, after = '' }: Props): JSX.Element | null {
  const { direction, text } = changeWords(share);
  if (!useContext(Compares)) return null;
  return (
    <>
      {after}
      <span class="change" data-direction={direction} data-testid="change">
        {ARROWS[direction] !== '' && <span aria-hidden="true">{ARROWS[direction]} </span>}
        {text}
      </span>
    </>
  );
}

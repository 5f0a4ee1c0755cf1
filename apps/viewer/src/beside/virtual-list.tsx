import { type ReadonlySignal, type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useLayoutEffect, useRef } from 'preact/hooks';
import { type ListView, scrollTo, windowOf } from './virtual-window.ts';

interface Props {
  label: string;
  count: number;
  /** CSS pixels; the same for all. */
  rowHeight: number;
  /** Number of the row that is looked at, and of the one at the playhead; -1: none. */
  active: number;
  here: ReadonlySignal<number>;
  following: Signal<boolean>;
  row: (index: number) => JSX.Element | null;
  /** Id of a row's element, for who does not see which one is looked at. */
  idOf: (index: number) => string;
  onLook: (index: number) => void;
  onJump: (index: number) => void;
}

/**
 * A list of thousands of rows, of which those in sight are drawn. It goes along with the playhead until the reader scrolls; arrows walk,
 * Enter goes to the moment.
 */
export function VirtualList(props: Props): JSX.Element {
  const { label, count, rowHeight, active, here, following, row, idOf } = props;
  const box = useRef<HTMLDivElement>(null);
  /** Where this list scrolled to by itself: whatever else moves it is the reader. */
  const wished = useRef(0);
  const scrolled = useSignal(0);
  const height = useSignal(480);
  const view = (): ListView => ({ count, rowHeight, scrollTop: box.current?.scrollTop ?? 0, height: height.value });
  const show = (index: number): void => {
    const top = index < 0 ? undefined : scrollTo(index, view());
    if (top === undefined || box.current === null) return;
    wished.current = top;
    box.current.scrollTop = top;
    scrolled.value = top;
  };
  useLayoutEffect(() => {
    const element = box.current;
    if (element === null) return;
    const resized = new ResizeObserver(() => {
      height.value = element.clientHeight;
      wished.current = element.scrollTop;
    });
    resized.observe(element);
    return () => resized.disconnect();
  }, []);
  const at = here.value;
  useEffect(() => {
    if (following.value) show(at);
  }, [at, count, following.value, height.value]);
  // A link leads to a row: it is in sight when its list has come.
  const found = active >= 0;
  useEffect(() => show(active), [active, found]);
  const onScroll = (): void => {
    const top = box.current?.scrollTop ?? 0;
    scrolled.value = top;
    if (Math.abs(top - wished.current) <= 1) return;
    wished.current = top;
    following.value = false;
  };
  const { from, until } = windowOf({ count, rowHeight, scrollTop: scrolled.value, height: height.value });
  return (
    <div
      ref={box}
      class="rows"
      role="listbox"
      data-testid="rows"
      tabIndex={0}
      aria-label={label}
      aria-activedescendant={active >= from && active < until ? idOf(active) : undefined}
      onScroll={onScroll}
      onKeyDown={(event) => walk(event, props)}
    >
      <div role="presentation" class="rows-all" style={{ blockSize: `${count * rowHeight}px` }}>
        <div role="presentation" style={{ transform: `translateY(${from * rowHeight}px)` }}>
          {Array.from({ length: until - from }, (_, n) => row(from + n))}
        </div>
      </div>
    </div>
  );
}

/** Rows that a page key goes. */
const PAGE = 15;

const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

function walk(event: KeyboardEvent, { active, here, count, onLook, onJump, following }: Props): void {
  const step = STEPS[event.key];
  if (event.key === 'Enter' && active >= 0) onJump(active);
  else if (step !== undefined && count > 0) {
    const from = active >= 0 ? active : here.value;
    following.value = false;
    onLook(Math.min(count - 1, Math.max(0, from + step)));
  } else return;
  event.preventDefault();
}

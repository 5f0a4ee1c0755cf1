import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import type { Beside } from './beside.ts';
import { nowWords } from './now-words.ts';

/** Milliseconds after which "12 s ago" is another number. */
const TICK_MS = 1_000;

/** Where the customer is at this moment, for whoever has them on the phone; of whom nothing is heard any more, where they were last. While it is not over. */
export function NowLine({ beside }: { beside: Beside }): JSX.Element | null {
  const tick = useSignal(0);
  const runs = beside.model.detail.value?.closed === false;
  const live = beside.model.detail.value?.live === true;
  useEffect(() => {
    if (!runs) return;
    const timer = setInterval(() => tick.value++, TICK_MS);
    return () => clearInterval(timer);
  }, [runs]);
  tick.value;
  const now = beside.steps.now;
  const words = runs && now !== undefined ? nowWords(beside.steps.rows.value, now) : undefined;
  if (words === undefined) return null;
  return (
    <p class="now-line" data-testid="now" data-live={live}>
      <span class="badge" data-kind={live ? 'live' : undefined}>
        {live ? 'Now' : 'Quiet'}
      </span>
      <span>
        <bdi>{words.where}</bdi>
        {words.last !== '' && (
          <>
            , last: <bdi>{words.last}</bdi>
          </>
        )}
        {words.errors !== '' && <strong class="now-errors">{words.errors}</strong>}
      </span>
    </p>
  );
}

import type { JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';

/** `updated 3 s ago`, counting on while nothing comes. Epoch ms in. */
export function UpdatedNote({ at }: { at: number }): JSX.Element | null {
  const [now, setNow] = useState(Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  if (at === 0) return null;
  const seconds = Math.max(0, Math.round((Math.max(now, at) - at) / 1000));
  return (
    <span class="updated quiet" data-testid="updated">
      updated {seconds < 60 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`} ago
    </span>
  );
}

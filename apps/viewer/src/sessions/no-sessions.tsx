import type { JSX } from 'preact';
import { EmptyState } from '../design/empty-state.tsx';
import { LatePart } from '../shell/late-part.tsx';

const loadInstall = async () => (await import('../settings/install/install-parts.tsx')).InstallParts;

/** Nothing was ever recorded: the tag to copy, and live what is seen of it. */
export function InstallTag(): JSX.Element {
  return (
    <section class="first-steps" data-testid="empty-install">
      <h2>Waiting for the first session</h2>
      <p>Put this tag into your site. What arrives is told here as it comes, and visits appear within seconds.</p>
      <LatePart load={loadInstall} class="first-steps-parts" />
    </section>
  );
}

/** There are sessions, but none like this. */
export function NothingMatches({ onClear }: { onClear: () => void }): JSX.Element {
  return (
    <EmptyState icon="search" title="No session matches" testId="empty-filtered">
      <p>Nothing recorded so far fits all of these filters. New sessions that do will appear here.</p>
      <button type="button" class="button primary" data-testid="empty-clear" onClick={onClear}>
        Clear filters
      </button>
    </EmptyState>
  );
}

/** Rows that are on their way. */
export function RowSkeletons(): JSX.Element {
  return (
    <div class="skeletons" role="status" data-testid="skeleton">
      <span class="sr-only">Sessions are loading</span>
      {Array.from({ length: 8 }, (_, index) => (
        <span key={index} class="skeleton" />
      ))}
    </div>
  );
}

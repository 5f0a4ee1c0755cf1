import type { JSX } from 'preact';
import { EmptyState } from '../design/empty-state.tsx';

/** In place of a part of the viewer that did not come: an update took its file away, or nothing answers. */
export function NotLoaded(): JSX.Element {
  return (
    <EmptyState icon="warn" title="This page could not be loaded" testId="not-loaded" alone>
      <p>Falter may have been updated since you opened it, or does not answer. Reload the page.</p>
      <button type="button" class="button primary" onClick={() => location.reload()}>
        Reload
      </button>
    </EmptyState>
  );
}

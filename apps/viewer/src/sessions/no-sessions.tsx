import type { JSX } from 'preact';
import type { ApiError } from '../api-client.ts';
import { EmptyState } from '../design/empty-state.tsx';
import { Icon } from '../design/icons.tsx';
import { copy } from '../shell/clipboard.ts';

/** The site tag, with the address that this viewer was loaded from: one process serves both. */
export function siteTag(origin: string): string {
  return `<script async src="${origin}/falter.js" data-key="YOUR_WRITE_KEY"></script>`;
}

/** Nothing was ever recorded: how to begin. */
export function InstallTag(): JSX.Element {
  const tag = siteTag(location.origin);
  return (
    <EmptyState icon="click" title="Waiting for the first session" testId="empty-install">
      <p>
        Put this tag into the <code>&lt;head&gt;</code> of your site. Visits appear here within seconds, without
        reloading.
      </p>
      <div class="snippet">
        <code data-testid="site-tag">{tag}</code>
        <button type="button" class="button" data-testid="copy-tag" onClick={() => copy(tag, 'Tag')}>
          <Icon name="copy" />
          Copy
        </button>
      </div>
      <p class="quiet">
        Falter prints this tag with your write key, and the address of its demo shop, whenever it starts.
      </p>
    </EmptyState>
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

/** The list could not be read, with the cause. */
export function ListFailed({ error, onRetry }: { error: ApiError; onRetry: () => void }): JSX.Element {
  return (
    <EmptyState icon="warn" title="The sessions cannot be shown" testId="list-error">
      <p>{error.message}</p>
      <p class="quiet">
        Cause: <code>{error.problem}</code>
        {error.status > 0 && ` (status ${error.status})`}
      </p>
      <button type="button" class="button primary" onClick={onRetry}>
        Try again
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

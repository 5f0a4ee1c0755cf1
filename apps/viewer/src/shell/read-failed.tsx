import type { JSX } from 'preact';
import type { ApiError } from '../api-client.ts';
import { EmptyState } from '../design/empty-state.tsx';

interface Props {
  /** What is not shown: `The sessions cannot be shown`. */
  title: string;
  testId: string;
  error: ApiError;
  onRetry: () => void;
}

/** In place of what could not be read, with the cause. */
export function ReadFailed({ title, testId, error, onRetry }: Props): JSX.Element {
  return (
    <EmptyState icon="warn" title={title} testId={testId}>
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

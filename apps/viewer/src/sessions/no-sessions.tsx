import { printTerm } from '@falter/wire';
import type { JSX } from 'preact';
import { EmptyState } from '../design/empty-state.tsx';
import { LatePart } from '../shell/late-part.tsx';
import { NO_SEARCH, type Search, withTerms } from './search.ts';

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

interface NothingProps {
  search: Search;
  /** Terms without any one of which something would be found. */
  excludedBy: readonly string[];
  onChange: (search: Search) => void;
}

/** There are sessions, but none like this. */
export function NothingMatches({ search, excludedBy, onChange }: NothingProps): JSX.Element {
  return (
    <EmptyState icon="search" title="No session matches" testId="empty-filtered">
      <p>Nothing recorded so far fits all of this. New sessions that do will appear here.</p>
      {excludedBy.length > 0 && (
        <ul class="excluded-by" data-testid="excluded-by">
          {excludedBy.map((term) => (
            <li key={term}>
              There are some without{' '}
              <bdi>
                <code>{term}</code>
              </bdi>
              <button
                type="button"
                class="button"
                onClick={() => onChange({ ...search, text: without(search.text, term) })}
              >
                Leave it out
              </button>
            </li>
          ))}
        </ul>
      )}
      <button
        type="button"
        class="button primary"
        data-testid="empty-clear"
        onClick={() => onChange({ ...NO_SEARCH, sort: search.sort })}
      >
        Clear the search
      </button>
    </EmptyState>
  );
}

function without(text: string, term: string): string {
  return withTerms(text, (one) => printTerm(one) === term, []);
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

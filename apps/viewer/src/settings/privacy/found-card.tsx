import type { RedactionList, RedactionRow } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiError, getJson } from '../../api-client.ts';
import { absolute, relative } from '../../words/time.ts';
import { SettingsCard } from '../settings-card.tsx';
import { WhatFalterSees } from '../what-falter-sees.tsx';
import { CLASS_WORDS, placeWords } from './class-words.ts';

/** What the site gives away, by page and place: a list to work off. Never what it was. */
export function FoundCard({ project }: { project: string }): JSX.Element {
  const rows = useSignal<readonly RedactionRow[] | null>(null);
  const problem = useSignal('');
  useEffect(() => {
    const leaving = new AbortController();
    const path = `/api/v1/redactions?project=${encodeURIComponent(project)}`;
    getJson<RedactionList>(path, leaving.signal).then(
      ({ redactions }) => {
        rows.value = redactions;
      },
      (cause) => {
        if (cause instanceof ApiError) problem.value = cause.message;
      },
    );
    return () => leaving.abort();
  }, [project]);
  return (
    <SettingsCard id="found" title="What your pages give away" testId="redactions">
      <p>
        Taken out of recordings in the last 30 days, before they were stored. It need not have left the page: mask these
        places with <code>data-falter-mask</code>, or remove what nobody needs from the page.
      </p>
      <WhatFalterSees />
      <p class="problem" role="alert">
        {problem.value}
      </p>
      {rows.value?.length === 0 && (
        <p class="quiet" data-testid="no-redactions">
          Nothing was found.
        </p>
      )}
      {rows.value !== null && rows.value.length > 0 && <FoundTable rows={rows.value} />}
    </SettingsCard>
  );
}

function FoundTable({ rows }: { rows: readonly RedactionRow[] }): JSX.Element {
  const now = Date.now();
  return (
    <div class="found-table">
      <table>
        <caption class="sr-only">What was redacted, by page and place</caption>
        <thead>
          <tr>
            <th scope="col">Page</th>
            <th scope="col">What it gives away</th>
            <th scope="col">Count</th>
            <th scope="col">Last</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ page, place, class: what, count, lastAt }) => (
            <tr key={`${page} ${place} ${what}`}>
              <th scope="row">
                <code>{page}</code>
              </th>
              <td>
                {CLASS_WORDS[what].leaks} {placeWords(place)}
              </td>
              <td>{count.toLocaleString('en')}</td>
              <td title={absolute(Date.parse(lastAt))}>{relative(Date.parse(lastAt), now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

import type { Arrived } from '@falter/wire';
import type { JSX } from 'preact';
import { absolute, relative } from '../words/time.ts';
import { originWords, outcomeWords } from './outcome-words.ts';

interface Props {
  /** null while they are on their way. */
  rows: readonly Arrived[] | null;
  caption: string;
  /** Whether the table says what each row means and what to do. */
  advises: boolean;
}

/** What came to the collector, a row for each way in which it ended. */
export function IntakeTable({ rows, caption, advises }: Props): JSX.Element {
  if (rows === null) return <p class="quiet">Loading …</p>;
  const now = Date.now();
  return (
    <div class="health-table">
      <table>
        <caption class="sr-only">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">What</th>
            <th scope="col">Page</th>
            <th scope="col">Count</th>
            <th scope="col">Last</th>
            {advises && <th scope="col">What it means, what to do</th>}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={`${row.outcome} ${row.origin} ${row.keyHint}`} data-outcome={row.outcome}>
              <th scope="row">
                {outcomeWords(row.outcome)}
                {row.keyHint !== '' && (
                  <>
                    {' '}
                    <code>{row.keyHint}…</code>
                  </>
                )}
              </th>
              <td>{originWords(row.origin)}</td>
              <td>{row.count.toLocaleString('en')}</td>
              <td title={absolute(Date.parse(row.lastAt))}>{relative(Date.parse(row.lastAt), now)}</td>
              {advises && (
                <td>
                  {row.meaning} <span class="quiet">{row.todo}</span>
                </td>
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

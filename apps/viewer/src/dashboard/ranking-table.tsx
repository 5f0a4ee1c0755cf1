import type { ComparedShare, Ranking } from '@falter/wire';
import type { ComponentChildren, JSX } from 'preact';
import { useState } from 'preact/hooks';
import { ChangeNote } from './change-note.tsx';
import { NumberLink } from './number-link.tsx';
import { intervalWords, shareWords } from './share-words.ts';

/** Rows that a table shows before it is asked for all. */
const FEW = 8;

interface Props<Row extends ComparedShare> {
  title: string;
  /** What is counted, and out of what. */
  about: string;
  testId: string;
  ranking: Ranking<Row>;
  keyOf: (row: Row) => string;
  /** The row's name, as a link that narrows the dashboard to it. */
  name: (row: Row) => ComponentChildren;
  /** The row's name for who hears a number alone. */
  words: (row: Row) => string;
  /** Said instead of rows. */
  empty: string;
}

/** Rows of one kind, each with its count, share, interval and change; every number opens its sessions. */
export function RankingTable<Row extends ComparedShare>(props: Props<Row>): JSX.Element {
  const { title, about, testId, ranking, keyOf } = props;
  const [all, setAll] = useState(false);
  const rows = all ? ranking.rows : ranking.rows.slice(0, FEW);
  const most = Math.max(...ranking.rows.map(({ found }) => found.count), 1);
  return (
    <section class="panel ranking" data-testid={testId} aria-label={title}>
      <header>
        <h2>{title}</h2>
        <p class="quiet">{about}</p>
      </header>
      {rows.length === 0 ? (
        <p class="quiet nothing">{props.empty}</p>
      ) : (
        <table>
          <caption class="sr-only">{`${title}: ${about}`}</caption>
          <thead class="sr-only">
            <tr>
              <th scope="col">Name</th>
              <th scope="col">Sessions</th>
              <th scope="col">Share</th>
              <th scope="col">Change</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <RankingRow key={keyOf(row)} row={row} most={most} name={props.name(row)} words={props.words(row)} />
            ))}
          </tbody>
        </table>
      )}
      {(ranking.rows.length > FEW || ranking.more > 0) && (
        <More all={all} ranking={ranking} onToggle={() => setAll(!all)} />
      )}
    </section>
  );
}

interface RowProps {
  row: ComparedShare;
  most: number;
  name: ComponentChildren;
  words: string;
}

function RankingRow({ row, most, name, words }: RowProps): JSX.Element {
  return (
    <tr data-testid="ranking-row">
      <th scope="row">
        {name}
        <span class="bar" aria-hidden="true">
          {row.found.count > 0 && <span style={{ inlineSize: `${(row.found.count / most) * 100}%` }} />}
        </span>
      </th>
      <td class="counts">
        <NumberLink number={row.found} about={words} byScore />
        {row.share !== null && (
          <span class="quiet">
            {' of '}
            <NumberLink number={row.of} about={`looked at for those ${words}`} />
          </span>
        )}
      </td>
      <td class="share" title={intervalWords(row) && `95 % interval: ${intervalWords(row)}`}>
        {shareWords(row)}
        <small>{intervalWords(row)}</small>
      </td>
      <td class="change-cell">
        <ChangeNote share={row} />
      </td>
    </tr>
  );
}

function More<Row>({
  all,
  ranking: { rows, more },
  onToggle,
}: {
  all: boolean;
  ranking: Ranking<Row>;
  onToggle: () => void;
}): JSX.Element {
  return (
    <footer>
      {rows.length > FEW && (
        <button type="button" class="button quiet-button" aria-expanded={all} onClick={onToggle}>
          {all ? 'Show fewer' : `Show all ${rows.length}`}
        </button>
      )}
      {more > 0 && <span class="quiet">{more} more are not told; narrow the dashboard to see them</span>}
    </footer>
  );
}

import type { Dashboard, DashboardCause, ShareNow } from '@falter/wire';
import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';
import { CauseName, causeKey, signalsWords } from './cause-name.tsx';
import { NumberLink } from './number-link.tsx';
import { PERCENT_MIN_SESSIONS, reliefWords, shareWords } from './share-words.ts';

/** Rows that are told before one asks for all. */
const FEW = 6;

/** What was found in the period before and is gone or clearly less: the answer to "did it get better?". */
export function Improved({ shown }: { shown: Dashboard }): JSX.Element {
  const [all, setAll] = useState(false);
  const { rows, more } = shown.improved;
  return (
    <section class="panel improved" aria-labelledby="improved-title" data-testid="improved">
      <header>
        <h2 id="improved-title">Improved or no longer seen</h2>
        <p class="quiet">Found in the period before, gone or clearly less now</p>
      </header>
      {rows.length === 0 ? (
        <p class="quiet nothing">Nothing of what was found before is gone or clearly less.</p>
      ) : (
        <ul>
          {(all ? rows : rows.slice(0, FEW)).map((row) => (
            <Relief key={causeKey(row)} row={row} />
          ))}
        </ul>
      )}
      {rows.length > FEW && (
        <footer>
          <button type="button" class="button quiet-button" aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer' : `Show all ${rows.length}`}
          </button>
          {more > 0 && <span class="quiet">{more} more are not told; narrow the dashboard to see them</span>}
        </footer>
      )}
    </section>
  );
}

function Relief({ row }: { row: DashboardCause }): JSX.Element {
  const { found, previous } = row;
  const gone = found.count === 0;
  const { sure, text } = reliefWords(row);
  return (
    <li data-testid="improved-row" data-gone={gone}>
      <span class="relief" data-sure={sure}>
        <Icon name={sure ? 'check' : 'info'} size={16} />
        {gone ? 'No longer seen' : 'Improved'}
      </span>
      <p class="cause">
        <CauseName cause={row} />
      </p>
      <p class="why">
        now <Count share={row} about={`with ${signalsWords(row)} here`} />, before{' '}
        <Count share={previous} about={`with ${signalsWords(row)} here in the period before`} />;{' '}
        <span class="change" data-direction={sure ? 'down' : 'unclear'}>
          {text}
        </span>
      </p>
    </li>
  );
}

/** `4 of 80 (5.0 %)`, both numbers leading to their sessions. */
function Count({ share, about }: { share: ShareNow; about: string }): JSX.Element {
  const { found, of } = share;
  return (
    <>
      <NumberLink number={found} about={about} byScore /> of{' '}
      <NumberLink number={of} about={`looked at for those ${about}`} />
      {of.count >= PERCENT_MIN_SESSIONS && share.share !== null && ` (${shareWords(share)})`}
    </>
  );
}

import type { Dashboard, DashboardCause } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon, signalIcon } from '../design/icons.tsx';
import { signalCatalog } from '../shell/signal-catalog.ts';
import { counted } from '../words/text.ts';
import { CauseName, causeKey, signalsWords } from './cause-name.tsx';
import { ChangeNote } from './change-note.tsx';
import { NumberLink } from './number-link.tsx';
import { intervalWords, shareWords, whole } from './share-words.ts';

/** Causes that are told: more than these nobody fixes first. */
const FIRST = 5;

/** What costs visitors most, and why it stands there. */
export function FixFirst({ shown }: { shown: Dashboard }): JSX.Element {
  const rows = shown.causes.rows.slice(0, FIRST);
  return (
    <section class="panel fix-first" aria-labelledby="fix-first-title" data-testid="fix-first">
      <header>
        <h2 id="fix-first-title">What to fix first</h2>
        <p class="quiet">Ranked by struggling sessions × their mean struggle score</p>
      </header>
      {rows.length === 0 ? (
        <NoStruggle shown={shown} />
      ) : (
        <ol>
          {rows.map((row) => (
            <Cause key={causeKey(row)} row={row} />
          ))}
        </ol>
      )}
    </section>
  );
}

function Cause({ row }: { row: DashboardCause }): JSX.Element {
  const { page, parts, found, of, meanScore, share } = row;
  const signal = parts[0]?.signal ?? '';
  const issue = parts.find((part) => part.issue !== '')?.issue ?? '';
  const interval = intervalWords(row);
  return (
    <li data-testid="fix-first-row" data-signal={signal}>
      <span class="cause-icon">
        <Icon name={signalIcon(signal)} />
      </span>
      <p class="cause">
        {issue === '' ? (
          <CauseName cause={row} />
        ) : (
          <a href={`/issues/${issue}`} data-testid="fix-first-issue">
            <CauseName cause={row} />
          </a>
        )}
      </p>
      <p class="why">
        <NumberLink number={found} about={`that struggled with ${signalsWords(row)} here`} byScore /> struggling{' '}
        {found.count === 1 ? 'session' : 'sessions'}
        {share !== null && (
          <>
            , {interval === '' ? '' : `${shareWords(row)} (${interval}) `}of the{' '}
            <NumberLink number={of} about={`that saw ${page}`} /> that saw this page
          </>
        )}
        . Mean struggle score {whole(Math.round(meanScore))}
        <ChangeNote share={row} after="; " />.
      </p>
    </li>
  );
}

/** Nothing struggles: that is good news, and says what was looked for. */
function NoStruggle({ shown }: { shown: Dashboard }): JSX.Element {
  const titles = [...signalCatalog.value.values()].map(({ title }) => title.toLowerCase());
  return (
    <div class="good-news" data-testid="no-struggle">
      <Icon name="check" size={18} />
      <p>
        <strong>Nobody struggled, which is good news.</strong> Looked at:{' '}
        {counted(shown.struggling.of.count, 'session')}
        {titles.length > 0 && `, for ${titles.join(', ')}`}.
        {shown.flagged.count > 0 && (
          <>
            {' '}
            In <NumberLink number={shown.flagged} about="with any finding" byScore /> of them something was found, too
            little to count as struggle.
          </>
        )}
      </p>
    </div>
  );
}

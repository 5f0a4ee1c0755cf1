import type { DroppedRecordings, Keeping } from '@falter/wire';
import type { JSX } from 'preact';
import { counted } from '../words/text.ts';
import { absolute, relative } from '../words/time.ts';
import { bytes } from './facts.ts';
import { readKeeping } from './health-client.ts';
import { KeptApartTable } from './kept-apart.tsx';
import { usePolled } from './polling.ts';

/** What did not fit, what was kept apart, and in how many sessions something is missing. */
export function KeepingView({ pause }: { pause: () => number }): JSX.Element {
  const { value, problem } = usePolled(readKeeping, pause);
  const keeping = value.value;
  if (keeping === null) {
    return <p class="quiet">{problem.value === '' ? 'Loading …' : `What is kept is not known: ${problem.value}`}</p>;
  }
  return (
    <>
      <Room keeping={keeping} />
      <KeptApartTable rows={keeping.apart} />
      <NotWhole keeping={keeping} />
    </>
  );
}

function Room({ keeping: { guard, dropped } }: { keeping: Keeping }): JSX.Element {
  return (
    <section class="health-list" data-testid="room" data-active={guard?.active ?? false}>
      <h2>Room for recordings</h2>
      <p>{roomWords(guard)}</p>
      {guard !== null && guard.budgetBytes !== null && (
        <meter
          class="room-meter"
          aria-label="Room for recordings that is taken"
          min={0}
          max={guard.budgetBytes}
          high={guard.budgetBytes * 0.9}
          value={Math.min(guard.recordingBytes, guard.budgetBytes)}
        />
      )}
      {dropped.length === 0 ? <p class="quiet">Nothing was dropped for room.</p> : <Dropped rows={dropped} />}
    </section>
  );
}

function roomWords(guard: Keeping['guard']): string {
  if (guard === null) return 'The collector runs in a process of its own: what its disk guard sees is not known here.';
  const { budgetBytes, keepsFreeBytes, recordingBytes, nothingLeft, active } = guard;
  const most = budgetBytes === null ? 'as much as fits' : `at most ${bytes(budgetBytes)}`;
  const taken = `Recordings of all projects take ${bytes(recordingBytes)}; they may take ${most}, and ${bytes(keepsFreeBytes)} of the disk stay free.`;
  if (nothingLeft) return `${taken} There is no room, and nothing left that may be dropped.`;
  return active
    ? `${taken} There is no room for all: the oldest days are being dropped, those with findings last.`
    : taken;
}

function Dropped({ rows }: { rows: readonly DroppedRecordings[] }): JSX.Element {
  const now = Date.now();
  return (
    <div class="health-table">
      <table data-testid="dropped">
        <caption class="sr-only">Recordings that were dropped for room</caption>
        <thead>
          <tr>
            <th scope="col">Recordings of</th>
            <th scope="col">Why</th>
            <th scope="col">Batches</th>
            <th scope="col">Dropped</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ at, what, why, batches }) => (
            <tr key={`${at} ${what}`}>
              <th scope="row">{what}</th>
              <td>{why}</td>
              <td>{batches.toLocaleString('en')}</td>
              <td title={absolute(Date.parse(at))}>{relative(Date.parse(at), now)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function NotWhole({ keeping: { sessions, incomplete } }: { keeping: Keeping }): JSX.Element {
  return (
    <section class="health-list" data-testid="incomplete">
      <h2>Recordings that are not whole</h2>
      {incomplete === 0 ? (
        <p class="quiet">
          {sessions === 0
            ? 'No session began in the last 24 hours.'
            : 'No session of the last 24 hours lacks anything.'}
        </p>
      ) : (
        <p>
          {counted(incomplete, 'session')} of the {sessions.toLocaleString('en')} that began in the last 24 hours lack
          {incomplete === 1 ? 's' : ''} something: pages that were closed without a network, or with more than they may
          keep. Where it is missing is marked on the timeline.
        </p>
      )}
    </section>
  );
}

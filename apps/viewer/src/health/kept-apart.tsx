import type { KeptApart, QuarantineList, QuarantineReason } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { mayDo } from '../shell/sign-in-state.ts';
import { useAction } from '../shell/use-action.ts';
import { absolute, relative } from '../words/time.ts';
import { bytes } from './facts.ts';
import { readQuarantine } from './health-client.ts';

const REASONS: Readonly<Record<QuarantineReason, string>> = {
  conflict: 'Other content under a known number',
  wrong_secret: 'Session of another browser',
  unknown_events: 'Events of an unknown kind',
};

/** What contradicts what is stored, or is no event: by reason for everybody, one by one for admins who ask. */
export function KeptApartTable({ rows }: { rows: readonly KeptApart[] }): JSX.Element {
  const now = Date.now();
  return (
    <section class="health-list" data-testid="kept-apart">
      <h2>Kept apart in the last two weeks</h2>
      {rows.length === 0 && <p class="quiet">Nothing: no batch contradicted what is stored.</p>}
      {rows.length > 0 && (
        <div class="health-table">
          <table>
            <caption class="sr-only">Batches that were kept apart</caption>
            <thead>
              <tr>
                <th scope="col">Why</th>
                <th scope="col">What it means, what to do</th>
                <th scope="col">Batches</th>
                <th scope="col">Last</th>
              </tr>
            </thead>
            <tbody>
              {rows.map(({ reason, batches, lastAt, meaning, todo }) => (
                <tr key={reason} data-reason={reason}>
                  <th scope="row">{REASONS[reason]}</th>
                  <td>
                    {meaning} <span class="quiet">{todo}</span>
                  </td>
                  <td>{batches.toLocaleString('en')}</td>
                  <td title={absolute(Date.parse(lastAt))}>{relative(Date.parse(lastAt), now)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length > 0 && mayDo() && <OneByOne />}
    </section>
  );
}

/** On demand: whoever looks is written down. */
function OneByOne(): JSX.Element {
  const list: Signal<QuarantineList | null> = useSignal(null);
  const { busy, problem, run } = useAction();
  const read = async (): Promise<void> => {
    list.value = await readQuarantine();
  };
  return (
    <>
      {list.value === null ? (
        <p>
          <button
            type="button"
            class="button"
            data-testid="show-apart"
            disabled={busy.value}
            onClick={() => void run(read, 'Listed')}
          >
            Show them one by one
          </button>{' '}
          <span class="quiet">The audit log says who looked.</span>
        </p>
      ) : (
        <Batches list={list.value} />
      )}
      <p class="problem" role="alert">
        {problem.value}
      </p>
    </>
  );
}

function Batches({ list: { batches, more } }: { list: QuarantineList }): JSX.Element {
  const now = Date.now();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="health-table" tabIndex={0} aria-label="Batches that were kept apart, one by one">
      <table data-testid="apart-batches">
        <thead>
          <tr>
            <th scope="col">Session</th>
            <th scope="col">Why</th>
            <th scope="col">Size</th>
            <th scope="col">Came</th>
            <th scope="col">Tab, number and browser</th>
          </tr>
        </thead>
        <tbody>
          {batches.map((row) => (
            <tr key={`${row.session} ${row.tab} ${row.seq} ${row.reason} ${row.receivedAt}`}>
              <th scope="row">
                <a href={`/sessions/${encodeURIComponent(row.session)}`}>{row.session}</a>
              </th>
              <td>{REASONS[row.reason]}</td>
              <td>
                {bytes(row.bytes)}, {row.events.toLocaleString('en')} events
              </td>
              <td title={absolute(Date.parse(row.receivedAt))}>{relative(Date.parse(row.receivedAt), now)}</td>
              <td>
                <bdi>
                  {row.tab} #{row.seq}
                </bdi>{' '}
                <span class="quiet">
                  <bdi>{row.userAgent}</bdi>
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {more && <p class="quiet">There are more than {batches.length}.</p>}
    </section>
  );
}

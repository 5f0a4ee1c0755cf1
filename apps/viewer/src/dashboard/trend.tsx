import type { Dashboard, DashboardBucket } from '@falter/wire';
import type { JSX } from 'preact';
import { useMemo, useState } from 'preact/hooks';
import { type Series, TrendChart } from '../charts/trend-chart.tsx';
import { axisTimeWords, bucketWords } from './bucket-words.ts';
import { NumberLink } from './number-link.tsx';
import { intervalWords, percent, shareWords, whole } from './share-words.ts';

/** Sessions and struggling share over time: as charts that the keyboard reads too, or as a table. */
export function Trend({ shown }: { shown: Dashboard }): JSX.Element {
  const [asTable, setAsTable] = useState(false);
  return (
    <section class="panel trend" aria-labelledby="trend-title" data-testid="trend">
      <header>
        <h2 id="trend-title">Over time</h2>
        <button
          type="button"
          class="button toggle"
          aria-pressed={asTable}
          data-testid="trend-as-table"
          onClick={() => setAsTable(!asTable)}
        >
          Table
        </button>
      </header>
      {asTable ? <TrendTable shown={shown} /> : <TrendCharts shown={shown} />}
    </section>
  );
}

function TrendCharts({ shown }: { shown: Dashboard }): JSX.Element {
  const { buckets } = shown;
  const [picked, setPicked] = useState<string | null>(null);
  const found = buckets.findIndex(({ from }) => from === picked);
  const selected = found < 0 ? buckets.length - 1 : found;
  const { times, step, shares, sessions } = useMemo(() => toSeries(buckets), [buckets]);
  const select = (index: number): void => setPicked(buckets[index]?.from ?? null);
  const common = { times, step, selected, onSelect: select, axisTime: (at: number) => axisTimeWords(at, shown) };
  const bucket = buckets[selected];
  return (
    <>
      <h3>
        Struggling share <Key look="line" text="now, with its 95 % interval" /> <Key look="faint" text="before" />
      </h3>
      <TrendChart {...common} series={shares} height={170} least={0.05} axis={(value) => percent(value)} />
      <h3>
        Sessions <Key look="bars" text="struggling" /> <Key look="all" text="all" />{' '}
        <Key look="faint" text="all before" />
      </h3>
      <TrendChart {...common} series={sessions} height={120} least={4} axis={axisCount} />
      <input
        type="range"
        class="trend-scrubber"
        data-testid="trend-scrubber"
        min={0}
        max={Math.max(0, buckets.length - 1)}
        value={selected}
        aria-label="Point in time"
        aria-valuetext={bucket === undefined ? '' : sentence(bucket, shown)}
        onInput={(event) => select(Number(event.currentTarget.value))}
      />
      {bucket !== undefined && <Readout bucket={bucket} shown={shown} />}
    </>
  );
}

function axisCount(value: number): string {
  return Number.isInteger(value) ? whole(value) : '';
}

function Key({ look, text }: { look: string; text: string }): JSX.Element {
  return (
    <span class="key">
      <i data-look={look} />
      {text}
    </span>
  );
}

function toSeries(buckets: readonly DashboardBucket[]): {
  times: number[];
  step: number;
  shares: Series[];
  sessions: Series[];
} {
  const now = buckets.map((bucket) => bucket.now);
  const before = buckets.map((bucket) => bucket.previous);
  const ends = buckets.map(({ from, to }) => [Date.parse(from) / 1000, Date.parse(to) / 1000] as const);
  const step = Math.max(...ends.map(([from, to]) => to - from), 1);
  return {
    step,
    // The first may be cut by the range: it stands where it would if it were whole, as far from the next as all others.
    times: ends.map(([from, to], index) => (index === 0 && ends.length > 1 ? to - step : from)),
    shares: [
      { look: 'band', colour: 'high', values: now.map(({ share }) => share?.high ?? null) },
      { look: 'band', colour: 'high', values: now.map(({ share }) => share?.low ?? null) },
      { look: 'faint', colour: 'ink-soft', values: before.map(({ share }) => share?.value ?? null) },
      { look: 'line', colour: 'high', values: now.map(({ share }) => share?.value ?? null) },
    ],
    sessions: [
      { look: 'bars', colour: 'line-strong', values: now.map(({ of }) => of.count) },
      { look: 'bars', colour: 'high', values: now.map(({ found }) => found.count) },
      { look: 'faint', colour: 'ink-soft', values: before.map(({ of }) => of.count) },
    ],
  };
}

function sentence(bucket: DashboardBucket, shown: Dashboard): string {
  const { found, of } = bucket.now;
  return `${bucketWords(bucket, shown)}: ${whole(found.count)} of ${whole(of.count)} sessions struggled`;
}

/** The point that is selected, in words whose numbers are links. */
function Readout({ bucket, shown }: { bucket: DashboardBucket; shown: Dashboard }): JSX.Element {
  const { now, previous } = bucket;
  const interval = intervalWords(now);
  return (
    <p class="readout" data-testid="trend-readout">
      <strong>{bucketWords(bucket, shown)}:</strong>{' '}
      <span>
        <NumberLink number={now.found} about="that struggled then" byScore /> of{' '}
        <NumberLink number={now.of} about="then" /> sessions struggled
        {interval !== '' && `, ${shareWords(now)} (${interval})`}
      </span>{' '}
      <span class="quiet">
        before: <NumberLink number={previous.found} about="that struggled in the period before" byScore /> of{' '}
        <NumberLink number={previous.of} about="in the period before" />
      </span>
    </p>
  );
}

function TrendTable({ shown }: { shown: Dashboard }): JSX.Element {
  return (
    <div class="trend-table">
      <table data-testid="trend-table">
        <caption class="sr-only">Sessions and struggling share over time</caption>
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">Struggling</th>
            <th scope="col">Sessions</th>
            <th scope="col">Share</th>
            <th scope="col">Before</th>
          </tr>
        </thead>
        <tbody>
          {shown.buckets.map((bucket) => (
            <TrendRow key={bucket.from} bucket={bucket} when={bucketWords(bucket, shown)} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function TrendRow({ bucket: { now, previous }, when }: { bucket: DashboardBucket; when: string }): JSX.Element {
  return (
    <tr>
      <th scope="row">{when}</th>
      <td>
        <NumberLink number={now.found} about={`that struggled, ${when}`} byScore />
      </td>
      <td>
        <NumberLink number={now.of} about={when} />
      </td>
      <td>
        {shareWords(now)} <span class="quiet">{intervalWords(now)}</span>
      </td>
      <td>
        <NumberLink number={previous.found} about={`that struggled before ${when}`} byScore /> of{' '}
        <NumberLink number={previous.of} about={`before ${when}`} />
      </td>
    </tr>
  );
}

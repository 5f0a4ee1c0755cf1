import type { PersonSumsRow } from '@falter/wire';
import type { JSX } from 'preact';
import { SignalChip } from '../design/signal-chip.tsx';
import { counted } from '../words/text.ts';
import { absolute, relative } from '../words/time.ts';

/** What the sessions of a person add up to. */
export function PersonSums({ sums, now }: { sums: PersonSumsRow | null; now: number }): JSX.Element | null {
  if (sums === null) return null;
  return (
    <section class="person-sums" data-testid="person-sums" aria-label="In all">
      <dl>
        <div>
          <dt>Recorded</dt>
          <dd>{counted(sums.sessions, 'session')}</dd>
        </div>
        <div>
          <dt>Struggled in</dt>
          <dd>
            {sums.struggling} <span class="quiet">of {sums.sessions}</span>
          </dd>
        </div>
        <Seen words="First seen" at={sums.firstSeenAt} now={now} />
        <Seen words="Last seen" at={sums.lastSeenAt} now={now} />
      </dl>
      <p class="person-findings">
        {sums.findings.length === 0 && <span class="quiet">No struggle was found</span>}
        {sums.findings.map((finding) => (
          <SignalChip key={finding.signal} {...finding} />
        ))}
      </p>
    </section>
  );
}

function Seen({ words, at, now }: { words: string; at: string | null; now: number }): JSX.Element | null {
  if (at === null) return null;
  const time = Date.parse(at);
  return (
    <div>
      <dt>{words}</dt>
      <dd>
        <time dateTime={at} title={absolute(time)}>
          {relative(time, now)}
        </time>
      </dd>
    </div>
  );
}

import type { SessionDetail } from '@falter/wire';
import type { JSX } from 'preact';
import { scoreLevel } from '../design/score.tsx';
import { SignalChip } from '../design/signal-chip.tsx';
import { counted } from '../words/text.ts';
import { absolute, duration } from '../words/time.ts';
import type { SessionModel } from './session-model.ts';

/** Who and what: everything that is known of a session besides what happened in it. */
export function SessionFacts({ model }: { model: SessionModel }): JSX.Element | null {
  const detail = model.detail.value;
  if (detail === null) return null;
  return (
    <section class="panel" data-testid="facts" aria-labelledby="facts-title">
      <h2 id="facts-title">Session</h2>
      <ScoreParts detail={detail} />
      <dl class="facts">
        {factsOf(detail).map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

const LEVELS = { calm: 'little struggle', some: 'some struggle', high: 'much struggle' } as const;

function ScoreParts({ detail }: { detail: SessionDetail }): JSX.Element {
  const score = Math.round(detail.score);
  return (
    <div class="score-parts" data-testid="score-parts">
      <p>
        <strong>Score {score} of 100</strong>, {LEVELS[scoreLevel(score)]}.{' '}
        {detail.findings.length === 0
          ? 'Nothing was found that would count.'
          : 'It comes from these; what different signals see in one moment counts once, and more of the same counts less and less.'}
      </p>
      <p class="chips">
        {detail.findings.map((finding) => (
          <SignalChip key={finding.signal} {...finding} />
        ))}
      </p>
    </div>
  );
}

function factsOf(detail: SessionDetail): [name: string, value: string][] {
  const known = (value: string): string => (value === '' ? 'unknown' : value);
  return [
    ['Browser', known(detail.browser)],
    ['System', known(detail.os)],
    ['Device', known(detail.device)],
    ['Viewport', known(detail.viewport)],
    ['Language', known(detail.language)],
    ['Release', detail.release === '' ? 'not told by the site' : detail.release],
    ['Started', absolute(Date.parse(detail.startedAt))],
    ['Length', `${duration(detail.durationMs)}${detail.live ? ', still running' : ''}`],
    ['Did', `${counted(detail.clicks, 'click')} on ${counted(detail.pages, 'page')}`],
    ['Id', detail.id],
  ];
}

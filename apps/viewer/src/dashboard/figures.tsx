import type { Dashboard } from '@falter/wire';
import type { ComponentChildren, JSX } from 'preact';
import { signalTitle } from '../shell/signal-catalog.ts';
import { ChangeNote } from './change-note.tsx';
import type { DashboardFilters } from './dashboard-filters.ts';
import { NumberLink } from './number-link.tsx';
import { intervalWords, shareWords, whole } from './share-words.ts';

interface Props {
  shown: Dashboard;
  filters: DashboardFilters;
}

/** What counts as struggling under these filters, in words. */
export function struggleWords({ minScore }: Dashboard, { signal, page }: DashboardFilters): string {
  const what = signal === '' ? `struggle score ${minScore} or more` : `${signalTitle(signal)}, at any score`;
  return page === '' ? what : `${what}, found on ${page}`;
}

/** The numbers one comes for. */
export function Figures({ shown, filters }: Props): JSX.Element {
  const { struggling, flagged, bots, botsCount } = shown;
  const { previous } = struggling;
  return (
    <section class="figures" aria-label="In all">
      <Figure title="Sessions" testId="figure-sessions" value={<NumberLink number={struggling.of} about="in all" />}>
        before: <NumberLink number={previous.of} about="in the period before" />
        {bots.count > 0 && (
          <span data-testid="bots-note">
            {' · '}
            <NumberLink number={bots} about="of bots or imported" />{' '}
            {bots.count === 1 ? 'bot or import' : 'bots and imports'} {botsCount ? 'among them' : 'not counted'}
          </span>
        )}
      </Figure>
      <Figure
        title="Struggling"
        testId="figure-struggling"
        value={
          <>
            {shareWords(struggling)} <small>{intervalWords(struggling)}</small>
          </>
        }
      >
        <NumberLink number={struggling.found} about="that struggled" byScore /> of {whole(struggling.of.count)}
        <ChangeNote share={struggling} after="; " />
      </Figure>
      <Figure
        title="Before"
        testId="figure-before"
        value={
          <>
            {shareWords(previous)} <small>{intervalWords(previous)}</small>
          </>
        }
      >
        {previous.of.count === 0 ? (
          'No session was recorded then'
        ) : (
          <>
            <NumberLink number={previous.found} about="that struggled in the period before" byScore /> of{' '}
            {whole(previous.of.count)}
          </>
        )}
      </Figure>
      <Figure
        title="With any finding"
        testId="figure-flagged"
        value={<NumberLink number={flagged} about="with any finding" byScore />}
      >
        sessions, at any score
      </Figure>
      <p class="definition">
        Struggling: {struggleWords(shown, filters)}. Ranges are 95 % intervals; changes are told where their interval
        leaves no doubt.
      </p>
    </section>
  );
}

interface FigureProps {
  title: string;
  testId: string;
  value: ComponentChildren;
  children: ComponentChildren;
}

function Figure({ title, testId, value, children }: FigureProps): JSX.Element {
  return (
    <div class="figure" data-testid={testId}>
      <h2>{title}</h2>
      <p class="figure-value">{value}</p>
      <p class="quiet">{children}</p>
    </div>
  );
}

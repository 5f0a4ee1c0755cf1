import type { SessionRow as Row, SignalCount } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon, type IconName } from '../design/icons.tsx';
import { Score } from '../design/score.tsx';
import { SignalChip } from '../design/signal-chip.tsx';
import { signalTitle } from '../shell/signal-catalog.ts';
import { counted, shortUrl } from '../words/text.ts';
import { absolute, duration } from '../words/time.ts';
import { FindingStrip } from './finding-strip.tsx';
import { personName } from './person-name.ts';
import { isImported, whenWords } from './when-words.ts';
import { WhyRow } from './why-row.tsx';

const DEVICES: Record<string, IconName> = { desktop: 'laptop', mobile: 'mobile', tablet: 'tablet' };

/** Signals that a row shows, the heaviest: of more it says how many, so that all rows stay of one height. */
const CHIPS = 3;

/** One session in the list: the whole row is the link to its replay. */
export function SessionRow({ row, now }: { row: Row; now: number }): JSX.Element {
  const when = whenWords(row, now);
  return (
    <li class="session-row" data-testid="session-row" data-session={row.id}>
      <a href={`/sessions/${encodeURIComponent(row.id)}`}>
        <span class="session-page">
          <bdi class="session-url">{shortUrl(row.entryUrl) || (row.processing ? 'Just begun' : 'Unknown page')}</bdi>
          <span class="session-title">
            {row.person !== '' && (
              <span class="session-person" data-testid="row-person" title={`Person ${row.person}`}>
                <Icon name="user" size={13} />
                <bdi>{personName(row)}</bdi>
              </span>
            )}
            <bdi>{row.title}</bdi>
          </span>
        </span>
        <span class="session-badges">
          {row.live && !row.processing && (
            <span class="badge" data-kind="live" data-testid="live-badge">
              Live
            </span>
          )}
          {row.processing && (
            <span
              class="badge"
              data-testid="processing-badge"
              title="It has just begun: what is found in it follows in seconds"
            >
              Processing
            </span>
          )}
          {isImported(row) && (
            <span class="badge" data-testid="imported-badge" title="From a file: nobody visited when it came">
              Imported
            </span>
          )}
          {row.bot && !isImported(row) && (
            <span class="badge" data-kind="bot" data-testid="bot-badge">
              <Icon name="bot" size={13} />
              Bot
            </span>
          )}
        </span>
        <span class="session-findings">
          {row.findings.slice(0, CHIPS).map((finding) => (
            <SignalChip key={finding.signal} {...finding} />
          ))}
          <MoreSignals rest={row.findings.slice(CHIPS)} />
          {row.findings.length === 0 && (
            <span class="quiet">{row.processing ? 'Being looked at …' : 'No struggle found'}</span>
          )}
          {row.strip !== undefined && <FindingStrip marks={row.strip} durationMs={row.durationMs} />}
        </span>
        {row.processing ? <span class="score" /> : <Score score={row.score} />}
        <span class="session-device">
          <Icon name={DEVICES[row.device] ?? 'laptop'} />
          <span>
            <bdi>{row.browser || (row.processing ? '…' : 'Unknown browser')}</bdi>
            <span class="quiet">
              <bdi>{row.os}</bdi>
            </span>
          </span>
        </span>
        <span class="session-length">
          {duration(row.durationMs)}
          <span class="quiet">
            {row.processing ? '' : `${counted(row.pages, 'page')}, ${counted(row.clicks, 'click')}`}
          </span>
        </span>
        <time class="session-time" dateTime={row.startedAt} title={absolute(Date.parse(row.startedAt))}>
          {when.text}
          {when.more !== '' && <span class="quiet">{when.more}</span>}
        </time>
        {row.why !== undefined && <WhyRow why={row.why} />}
      </a>
    </li>
  );
}

function MoreSignals({ rest }: { rest: readonly SignalCount[] }): JSX.Element | null {
  if (rest.length === 0) return null;
  const words = rest.map(({ signal, count }) => `${signalTitle(signal)} ×${count}`).join(', ');
  return (
    <span class="chip" title={words} data-testid="more-signals">
      <span aria-hidden="true">+{rest.length}</span>
      <span class="sr-only">and {words}</span>
    </span>
  );
}

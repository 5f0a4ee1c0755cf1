import type { StepRow, StepStack } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { copy } from '../shell/clipboard.ts';
import { clock, tenthsClock } from '../words/time.ts';
import type { Beside } from './beside.ts';
import { issueOf } from './issue-of.ts';
import { lasted } from './network-line.tsx';
import { rowText } from './row-text.ts';
import { StackView } from './stack-view.tsx';

/** All that is known of the row that is looked at, below the list. */
export function RowDetail({ beside, row }: { beside: Beside; row: StepRow }): JSX.Element {
  const stack = row.stack === undefined ? undefined : beside.steps.stacks.value[row.stack];
  const issue = issueOf(row, beside.model.findings.value);
  return (
    <section class="row-detail" data-testid="row-detail" aria-label="The row that is looked at">
      <header>
        <span class="row-time">{tenthsClock(beside.momentOf(row))}</span>
        <span class="space" />
        <button
          type="button"
          class="icon-button"
          data-testid="copy-row"
          aria-label="Copy this row as text"
          title="Copy this row as text (y)"
          onClick={() => copy(rowText(row, { stack, moment: beside.momentOf(row) }), 'Row')}
        >
          <Icon name="copy" />
        </button>
        <button
          type="button"
          class="icon-button"
          data-testid="close-row"
          aria-label="Close"
          title="Close"
          onClick={() => {
            beside.row.value = null;
          }}
        >
          <Icon name="close" />
        </button>
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, also by keys */}
      <section class="row-more" tabIndex={0} aria-label="Details">
        <p class="row-whole">
          <bdi>{row.text}</bdi>
          {row.outcome !== '' && <span class="row-outcome">{row.outcome}</span>}
        </p>
        <Facts beside={beside} row={row} />
        {issue !== '' && (
          <p>
            <a href={`/issues/${encodeURIComponent(issue)}`} data-testid="row-issue">
              All sessions with this error
            </a>
          </p>
        )}
        {stack !== undefined && <Stack stack={stack} />}
      </section>
    </section>
  );
}

function Stack({ stack }: { stack: StepStack }): JSX.Element {
  return stack.frames.length > 0 ? <StackView frames={stack.frames} /> : <pre class="row-stack">{stack.text}</pre>;
}

function Facts({ beside, row }: { beside: Beside; row: StepRow }): JSX.Element | null {
  const { request, page } = row;
  const cause = request?.cause;
  const facts: [name: string, value: string][] = [];
  if (request) {
    facts.push(['Request', `${request.method} ${request.url}`]);
    facts.push(['Answer', request.status === 0 ? request.failure || 'none' : String(request.status)]);
    facts.push(['Took', `${lasted(row)}, from ${tenthsClock(row.at)} to ${tenthsClock(row.until)}`]);
    if (request.size !== undefined) facts.push(['Size', sizeWords(request.size)]);
    if (request.trace !== undefined) facts.push(['Trace', request.trace]);
  }
  if (page) {
    facts.push(['Address', page.url]);
    if (page.title !== '') facts.push(['Title', page.title]);
  }
  if (facts.length === 0) return null;
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>
            <bdi>{value}</bdi>
          </dd>
        </div>
      ))}
      {cause && (
        <div>
          <dt>After</dt>
          <dd>
            <button
              type="button"
              class="link-button"
              data-testid="row-cause"
              onClick={() => void beside.model.jump(Math.max(0, cause.at), row.tab)}
            >
              <bdi>{cause.text}</bdi> at {clock(cause.at)}
            </button>
          </dd>
        </div>
      )}
    </dl>
  );
}

/** `812 B`, `14 kB`, `2.1 MB`. */
function sizeWords(bytes: number): string {
  if (bytes < 1_000) return `${bytes} B`;
  return bytes < 1_000_000 ? `${Math.round(bytes / 1_000)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;
}

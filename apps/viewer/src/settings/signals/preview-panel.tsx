import type { Preview, SignalPreview } from '@falter/wire';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, signalIcon } from '../../design/icons.tsx';
import { inProject } from '../../shell/router.ts';
import { counted } from '../../words/text.ts';
import { isUnfinished } from './preview-model.ts';
import { basis, difference, flaggedAtAll, headline, isChanged, SCORE_BANDS, shareOf } from './preview-words.ts';
import type { SignalsModel } from './signals-model.ts';

/** Looks without anybody having begun after which somebody should see to it. */
const LONG = 15;

/** What the change in the fields would have done to sessions of the last 7 days. */
export function PreviewPanel({ model }: { model: SignalsModel }): JSX.Element | null {
  const preview = model.preview.shown.value;
  const panel = useRef<HTMLElement>(null);
  // The button that asks for it is always in sight, the panel may not be.
  // Again when the result is there: it is longer than what stood there while it was looked for.
  useEffect(() => panel.current?.scrollIntoView({ block: 'nearest' }), [preview?.id, preview?.state]);
  if (preview === null) return null;
  return (
    <section
      ref={panel}
      class="settings-card preview"
      data-testid="preview"
      data-state={preview.state}
      aria-label="Preview"
    >
      <header>
        <h2 aria-live="polite">{titleOf(preview, model)}</h2>
        <button type="button" class="button" data-testid="preview-close" onClick={() => void model.preview.stop()}>
          {isUnfinished(preview) ? 'Cancel' : 'Close'}
        </button>
      </header>
      {model.previewIsOld.value && (
        <p class="notice" data-kind="warning" data-testid="preview-old">
          <Icon name="info" />
          The settings changed since this preview. Preview again to see what they would do now.
        </p>
      )}
      <Progress preview={preview} waitedFor={model.preview.waitedFor.value} />
      {preview.looked > preview.unreadable && <Results preview={preview} model={model} />}
    </section>
  );
}

function titleOf(preview: Preview, model: SignalsModel): string {
  if (preview.state === 'waiting') return 'Waiting for the detector to begin …';
  if (preview.state === 'cancelled') return 'This preview was cancelled.';
  if (preview.state === 'failed') return 'This preview could not be computed.';
  if (preview.looked === 0 && preview.state === 'running') return 'Looking at the sessions of the last 7 days …';
  return headline(preview, (signal) => titles(model).get(signal) ?? signal);
}

function Progress({ preview, waitedFor }: { preview: Preview; waitedFor: number }): JSX.Element {
  const { state, looked, sample } = preview;
  return (
    <>
      {isUnfinished(preview) && (
        <progress
          aria-label="Sessions looked at"
          {...(state === 'running' && sample > 0 ? { value: looked, max: sample } : {})}
        />
      )}
      {state === 'waiting' && waitedFor >= LONG && (
        <p data-testid="preview-waits">
          Nobody has begun yet. The detector takes one preview at a time, or it does not run: its log says why.
        </p>
      )}
      {state === 'failed' && (
        <p>The detector ended several times in the middle of it. Its log says why; sessions are looked at as always.</p>
      )}
      {basis(preview) !== '' && (
        <p class="quiet" data-testid="preview-basis">
          {basis(preview)}
        </p>
      )}
    </>
  );
}

function Results({ preview, model }: { preview: Preview; model: SignalsModel }): JSX.Element {
  const titleOfSignal = titles(model);
  const changed = preview.result.signals.filter(isChanged);
  const same = preview.result.signals.filter((signal) => !isChanged(signal));
  return (
    <>
      <p data-testid="preview-flagged">{flaggedAtAll(preview)}</p>
      {changed.length > 0 && (
        <div class="preview-scroll">
          <table>
            <thead>
              <tr>
                <th scope="col">Signal</th>
                <th scope="col">Sessions now</th>
                <th scope="col">With the change</th>
                <th scope="col">Findings</th>
                <th scope="col">Examples</th>
              </tr>
            </thead>
            <tbody>
              {changed.map((signal) => (
                <SignalResult
                  key={signal.signal}
                  signal={signal}
                  title={titleOfSignal.get(signal.signal) ?? signal.signal}
                  preview={preview}
                />
              ))}
            </tbody>
          </table>
        </div>
      )}
      {same.length > 0 && (
        <p class="quiet">No difference: {same.map(({ signal }) => titleOfSignal.get(signal) ?? signal).join(', ')}.</p>
      )}
      <Scores preview={preview} />
    </>
  );
}

function titles(model: SignalsModel): Map<string, string> {
  return new Map((model.saved.value?.signals ?? []).map(({ id, title }) => [id, title]));
}

interface ResultProps {
  signal: SignalPreview;
  title: string;
  preview: Preview;
}

function SignalResult({ signal: { signal, before, after, added, removed }, title, preview }: ResultProps): JSX.Element {
  return (
    <tr data-testid="preview-signal" data-signal={signal}>
      <th scope="row">
        <span class="preview-icon">
          <Icon name={signalIcon(signal)} size={14} />
        </span>{' '}
        {title}
      </th>
      <td data-label="Sessions now">{shareOf(before.sessions, preview)}</td>
      <td data-label="With the change">
        {shareOf(after.sessions, preview)} <b>{difference(before, after, 'sessions')}</b>
      </td>
      <td data-label="Findings">
        {before.findings.toLocaleString('en')} → {after.findings.toLocaleString('en')}
      </td>
      <td>
        <Examples title="No longer flagged" sessions={removed} />
        <Examples title="Newly flagged" sessions={added} />
      </td>
    </tr>
  );
}

/** In a tab of their own: what stands in the fields is not saved. */
function Examples({ title, sessions }: { title: string; sessions: readonly string[] }): JSX.Element | null {
  if (sessions.length === 0) return null;
  return (
    <details>
      <summary>
        {title}: {counted(sessions.length, 'example')}
      </summary>
      <ul class="examples">
        {sessions.map((id) => (
          <li key={id}>
            <a href={inProject(`/sessions/${id}`)} target="_blank" rel="noreferrer">
              <code>{id.slice(0, 12)}</code>
              <span class="sr-only"> in a new tab</span>
            </a>
          </li>
        ))}
      </ul>
    </details>
  );
}

function Scores({ preview }: { preview: Preview }): JSX.Element {
  const { scoresBefore, scoresAfter } = preview.result;
  return (
    <details>
      <summary>Struggle scores, by number of sessions</summary>
      <div class="preview-scroll">
        <table class="preview-scores">
          <thead>
            <tr>
              <th scope="col">Score</th>
              {SCORE_BANDS.map((band) => (
                <th scope="col" key={band}>
                  {band}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[['Now', scoresBefore] as const, ['With the change', scoresAfter] as const].map(([when, scores]) => (
              <tr key={when}>
                <th scope="row">{when}</th>
                {SCORE_BANDS.map((band, n) => (
                  <td key={band}>{(scores[n] ?? 0).toLocaleString('en')}</td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}

import type { Arrivals, Arrived } from '@falter/wire';
import type { ComponentChildren, JSX } from 'preact';
import { Icon, type IconName } from '../../design/icons.tsx';
import { originWords } from '../../health/outcome-words.ts';
import { duration } from '../../words/time.ts';
import { AllowOrigin } from './allow-origin.tsx';
import { tellVerdict, type Verdict } from './verdict.ts';

/** What the last attempts of the site came to, live: what is missing, or the first session. */
export function WaitingPanel({ arrivals }: { arrivals: Arrivals }): JSX.Element {
  const verdict = tellVerdict(arrivals);
  return (
    <section class="settings-card waiting" data-kind={verdict.kind} data-testid="waiting">
      <div aria-live="polite">
        <Told verdict={verdict} arrivals={arrivals} />
      </div>
    </section>
  );
}

function Told({ verdict, arrivals }: { verdict: Verdict; arrivals: Arrivals }): JSX.Element {
  switch (verdict.kind) {
    case 'nothing':
      return <Nothing />;
    case 'script':
      return <ScriptAlone origin={verdict.origin} agoMs={verdict.agoMs} />;
    case 'refused':
      return <Refused refused={verdict.refused} agoMs={verdict.agoMs} writeKey={arrivals.writeKey} />;
    case 'allowed':
      return (
        <Line icon="check" title={`${verdict.origin} may send now`}>
          <p>
            Reload the page of your site: it is recorded from then on. A page that was refused does not ask again by
            itself.
          </p>
        </Line>
      );
    case 'stored':
      return (
        <Line icon="check" title="The first batch is stored">
          <p>The session appears in a moment.</p>
        </Line>
      );
    case 'recorded':
      return <Recorded id={verdict.session.id} agoMs={verdict.agoMs} />;
  }
}

function Line({ icon, title, children }: { icon: IconName; title: string; children: ComponentChildren }): JSX.Element {
  return (
    <>
      <h2>
        <Icon name={icon} size={18} />
        <span data-testid="waiting-title">{title}</span>
      </h2>
      {children}
    </>
  );
}

function Nothing(): JSX.Element {
  return (
    <Line icon="refresh" title="Waiting for your site: no page has asked for falter.js yet">
      <p>Open a page of your site that has the tag. If nothing changes here, one of these is why:</p>
      <ul class="reasons">
        <li>
          <strong>The tag is not on the page.</strong> In the browser's developer tools, Network shows no line for{' '}
          <code>falter.js</code>. Was the site deployed, is a cached page shown?
        </li>
        <li>
          <strong>A content security policy forbids it.</strong> The console names <code>script-src</code>. Add the
          lines of the tab CSP.
        </li>
        <li>
          <strong>An ad blocker stops it.</strong> The console says <code>ERR_BLOCKED_BY_CLIENT</code>. Try a private
          window without extensions.
        </li>
        <li>
          <strong>The browser has it already.</strong> Within an hour it does not ask again: reload with Shift.
        </li>
      </ul>
    </Line>
  );
}

function ScriptAlone({ origin, agoMs }: { origin: string; agoMs: number }): JSX.Element {
  const page = origin === '' ? 'A page that does not say its address' : origin;
  return (
    <Line icon="warn" title={`${page} loaded falter.js ${ago(agoMs)}, but no batch came`}>
      <p>
        The first batch comes within three seconds. If it does not, one of these is why; the check below tells which:
      </p>
      <ul class="reasons">
        <li>
          <strong>A content security policy forbids sending.</strong> The console names <code>connect-src</code>.
        </li>
        <li>
          <strong>An ad blocker stops it.</strong> The console says <code>ERR_BLOCKED_BY_CLIENT</code> for{' '}
          <code>/v1/batch</code>.
        </li>
        <li>
          <strong>Consent is pending.</strong> The tag has <code>data-consent="required"</code>, and nobody agreed yet.
        </li>
        <li>
          <strong>This visit was not drawn.</strong> The tag has <code>data-sample</code>: it records a share of the
          visits only.
        </li>
        <li>
          <strong>It was no browser.</strong> Crawlers fetch scripts and do not run them.
        </li>
      </ul>
    </Line>
  );
}

interface RefusedProps {
  refused: Arrived;
  agoMs: number;
  writeKey: string;
}

function Refused({ refused, agoMs, writeKey }: RefusedProps): JSX.Element {
  const { outcome, origin, keyHint, meaning, todo } = refused;
  if (outcome === 'unknown_key') {
    return (
      <Line icon="error" title={`A batch was refused ${ago(agoMs)}: its write key is wrong`}>
        <dl class="keys">
          <div>
            <dt>On the page</dt>
            <dd>
              <code data-testid="wrong-key">{keyHint === '' ? '(no key at all)' : `${keyHint}…`}</code>
            </dd>
          </div>
          <div>
            <dt>Right</dt>
            <dd>
              <code data-testid="right-key">{writeKey}</code>
            </dd>
          </div>
        </dl>
        <p>It came from {originWords(origin)}. Copy the tag again and deploy it.</p>
      </Line>
    );
  }
  if (outcome === 'foreign_origin') {
    return (
      <Line
        icon="error"
        title={`A batch of ${originWords(origin)} was refused ${ago(agoMs)}: it is not allowed to send`}
      >
        <p>If this is your site, allow it. Nobody else can put its pages among your sessions unless you do.</p>
        <AllowOrigin origin={origin} />
      </Line>
    );
  }
  return (
    <Line icon="error" title={`A batch of ${originWords(origin)} was refused ${ago(agoMs)}`}>
      <p>
        {meaning} {todo}
      </p>
    </Line>
  );
}

function Recorded({ id, agoMs }: { id: string; agoMs: number }): JSX.Element {
  return (
    <Line icon="check" title={`Your site is recorded: the newest session began ${ago(agoMs)}`}>
      <p>
        <a class="button primary" href={`/sessions/${id}`} data-testid="watch">
          <Icon name="play" />
          Watch it
        </a>
      </p>
    </Line>
  );
}

function ago(ms: number): string {
  return ms < 1_000 ? 'just now' : `${duration(ms)} ago`;
}

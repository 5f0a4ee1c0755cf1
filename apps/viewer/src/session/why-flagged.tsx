import type { FindingRow } from '@falter/wire';
import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon, signalIcon } from '../design/icons.tsx';
import { focusPlay } from '../player/play-button.tsx';
import { signalCatalog, signalTitle } from '../shell/signal-catalog.ts';
import { clock, tenthsClock } from '../words/time.ts';
import type { SessionModel } from './session-model.ts';
import { sessionPath } from './session-url.ts';

/** The findings in order, each with its sentence and the steps it rests on; each of them leads to its moment. */
export function WhyFlagged({ model }: { model: SessionModel }): JSX.Element {
  const findings = model.findings.value;
  return (
    <section class="panel" data-testid="why-flagged" aria-labelledby="why-title">
      <h2 id="why-title">
        Why flagged <span class="count">{findings.length}</span>
      </h2>
      {findings.length === 0 && (
        <p class="quiet" data-testid="no-findings">
          Nothing in this session looks like struggle.
          {model.detail.value?.closed === false && ' It is not closed yet; this list grows by itself.'}
        </p>
      )}
      <ol class="findings">
        {findings.map((finding) => (
          <Finding key={finding.id} model={model} finding={finding} />
        ))}
      </ol>
    </section>
  );
}

function Finding({ model, finding }: { model: SessionModel; finding: FindingRow }): JSX.Element {
  const selected = model.selected.value === finding.id;
  const item = useRef<HTMLLIElement>(null);
  useEffect(() => {
    if (selected && item.current !== null) showInPanel(item.current);
  }, [selected]);
  return (
    <li
      ref={item}
      class="finding"
      data-testid="finding"
      data-finding={finding.id}
      data-signal={finding.signal}
      aria-current={selected}
    >
      <a
        href={sessionPath(model.id, { at: finding.at, tab: finding.tab })}
        data-testid="finding-jump"
        onClick={(event) => {
          if (event.ctrlKey || event.metaKey || event.shiftKey) return;
          event.preventDefault();
          void model.jumpToFinding(finding);
          focusPlay(event);
        }}
      >
        <span class="finding-title" title={signalCatalog.value.get(finding.signal)?.summary}>
          <Icon name={signalIcon(finding.signal)} />
          {signalTitle(finding.signal)}
        </span>
        {finding.provisional && <span class="badge">Provisional</span>}
        <span class="finding-time">{clock(finding.at)}</span>
        <span class="finding-why" data-testid="finding-why">
          <bdi>{finding.why}</bdi>
        </span>
      </a>
      {finding.evidence.length > 0 && <Steps model={model} finding={finding} open={selected} />}
    </li>
  );
}

/** Scrolls the panel, where it scrolls by itself, and never the page: the replay stays in sight. */
function showInPanel(item: HTMLElement): void {
  const panel = item.closest('.session-side');
  if (panel === null || panel.scrollHeight <= panel.clientHeight) return;
  const box = item.getBoundingClientRect();
  const room = panel.getBoundingClientRect();
  if (box.bottom > room.bottom) panel.scrollTop += box.bottom - room.bottom;
  else if (box.top < room.top) panel.scrollTop -= room.top - box.top;
}

/** Open while the finding is what one looks at, and while one stands at one of its steps, which may lie before it. */
function Steps({ model, finding, open }: { model: SessionModel; finding: FindingRow; open: boolean }): JSX.Element {
  const startedAt = Date.parse(model.detail.value?.startedAt ?? '');
  const here = useComputed(() => {
    const at = startedAt + model.player.at.value;
    return model.tab.value === finding.tab && finding.evidence.some((step) => step.at === at) ? at : undefined;
  });
  return (
    <details open={open || here.value !== undefined}>
      <summary>
        <Icon name="down" size={12} />
        What it rests on
      </summary>
      <ol class="steps">
        {finding.evidence.map((step, index) => (
          <li key={`${step.at} ${index}`}>
            <button
              type="button"
              data-testid="evidence"
              data-kind={step.kind}
              aria-current={step.at === here.value ? 'step' : undefined}
              onClick={(event) => {
                void model.jump(step.at - startedAt, finding.tab);
                focusPlay(event);
              }}
            >
              <span class="step-time">{tenthsClock(step.at - startedAt)}</span>
              <bdi>{step.text}</bdi>
            </button>
          </li>
        ))}
      </ol>
    </details>
  );
}

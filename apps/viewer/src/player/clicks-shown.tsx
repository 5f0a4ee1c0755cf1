import type { JSX } from 'preact';
import { useMemo } from 'preact/hooks';
import type { SessionModel } from '../session/session-model.ts';
import { signalTitle } from '../shell/signal-catalog.ts';
import { ClickSignals } from './click-signals.ts';
import { clicksShown } from './reading/clicks.ts';

/** Rings over the recorded page where somebody pressed, and what was found of it, by name. */
export function Clicks({ model, scale }: { model: SessionModel; scale: number }): JSX.Element {
  const { clicks } = model.player.hand.value;
  const findings = model.findings.value;
  const tab = model.tab.value;
  const signals = useMemo(() => new ClickSignals(findings.filter((one) => one.tab === tab)), [findings, tab]);
  const shown = clicksShown(clicks, model.player.shown.at.value).map((click) => {
    return { ...click, signal: signals.of(click.at) };
  });
  const named = shown.findLast(({ signal }) => signal !== '');
  return (
    <div class="clicks" aria-hidden="true">
      {shown.map((click) => (
        <span
          key={`${click.at} ${click.x} ${click.y}`}
          class="click"
          data-testid="click"
          data-kind={click.kind}
          data-signal={click.signal || undefined}
          style={{
            insetInlineStart: `${click.x * scale}px`,
            insetBlockStart: `${click.y * scale}px`,
            opacity: String(1 - click.age * 0.85),
            scale: String(0.7 + click.age * 0.6),
          }}
        />
      ))}
      {named && (
        <span
          class="click-name"
          data-testid="click-name"
          data-signal={named.signal}
          data-above={named.y > model.player.viewport.value.height * 0.8}
          style={{ insetInlineStart: `${named.x * scale}px`, insetBlockStart: `${named.y * scale}px` }}
        >
          {signalTitle(named.signal)}
        </span>
      )}
    </div>
  );
}

import { useComputed } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon, type IconName } from '../design/icons.tsx';
import { SESSION_HELP } from '../session/help.ts';
import type { SessionModel } from '../session/session-model.ts';
import { openHelp } from '../shell/help-sheet.tsx';
import { clock, preciseClock } from '../words/time.ts';
import { toggleFullScreen } from './full-screen.ts';
import { focusPlay, PlayButton } from './play-button.tsx';
import { SPEEDS } from './speeds.ts';

/** Everything that a hand does to the replay. The same by keys: the help sheet lists them. */
export function Controls({ model }: { model: SessionModel }): JSX.Element {
  const { player } = model;
  const none = model.findings.value.length === 0;
  const toNeighbour =
    (direction: 1 | -1) =>
    (event: MouseEvent): void => {
      void model.jumpToNeighbour(direction);
      focusPlay(event);
    };
  return (
    <div class="controls">
      <Press name="previous" label="Previous finding" keys="p" off={none} onPress={toNeighbour(-1)} />
      <PlayButton player={player} />
      <Press name="next" label="Next finding" keys="n" off={none} onPress={toNeighbour(1)} />
      <Readout model={model} />
      <span class="space" />
      <label class="field">
        <span class="sr-only">Speed</span>
        <select
          data-testid="speed"
          value={String(player.speed.value)}
          onChange={(event) => player.setSpeed(Number(event.currentTarget.value))}
        >
          {SPEEDS.map((speed) => (
            <option key={speed} value={String(speed)}>
              {speed}×
            </option>
          ))}
        </select>
      </label>
      <button
        type="button"
        class="button toggle"
        data-testid="skip-inactive"
        aria-pressed={player.skipInactive.value}
        title="Skip stretches in which nothing happens (s)"
        onClick={() => {
          player.skipInactive.value = !player.skipInactive.value;
        }}
      >
        <Icon name="skip" />
        <span>Skip inactivity</span>
      </button>
      <Press name="full" label="Full screen" keys="f" onPress={() => toggleFullScreen()} />
      <Press name="keys" label="Keys" keys="?" onPress={() => openHelp(SESSION_HELP)} />
    </div>
  );
}

interface PressProps {
  name: IconName;
  label: string;
  keys: string;
  off?: boolean;
  onPress: (event: MouseEvent) => unknown;
}

function Press({ name, label, keys, off = false, onPress }: PressProps): JSX.Element {
  return (
    <button
      type="button"
      class="icon-button"
      data-testid={label.toLowerCase().replaceAll(' ', '-')}
      aria-label={label}
      title={`${label} (${keys})`}
      disabled={off}
      onClick={onPress}
    >
      <Icon name={name} />
    </button>
  );
}

function Readout({ model }: { model: SessionModel }): JSX.Element {
  const { player } = model;
  const at = useComputed(() => preciseClock(player.at.value));
  const length = useComputed(() => clock(player.durationMs.value));
  return (
    <span class="readout" data-testid="readout">
      <span>{at}</span> <span class="quiet">/ {length}</span>
    </span>
  );
}

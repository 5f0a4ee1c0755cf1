import { NO_TRACE, type SiteSettings } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { ReadFailed } from '../../shell/read-failed.tsx';
import { project } from '../../shell/router.ts';
import { mayDo } from '../../shell/sign-in-state.ts';
import { type Action, useAction } from '../../shell/use-action.ts';
import { ProjectModel } from '../project/project-model.ts';
import { WhatFalterSees } from '../what-falter-sees.tsx';
import { AssetsCard } from './assets-card.tsx';
import { Choices, YesNo } from './choices.tsx';
import { OriginsField } from './origins-field.tsx';
import { CONSENT, PRIVACY, SWITCH_WORDS, WHEN } from './recording-words.ts';
import { SampleField } from './sample-field.tsx';
import './recording.css';
import { SettingsCard } from '../settings-card.tsx';

/** What each card is given. */
interface CardProps {
  settings: SiteSettings;
  disabled: boolean;
  action: Action;
  /** Sets what is given and leaves the rest. True: it was saved. */
  set: (change: Partial<SiteSettings>, done: string) => Promise<boolean>;
}

/** Settings, Recording: whether, of whom, when and how much of the project's site is recorded. */
export function RecordingSection(): JSX.Element {
  const model = useMemo(() => new ProjectModel(project.value), [project.value]);
  const action = useAction();
  useEffect(() => void model.load(), [model]);
  const settings = model.settings.value?.recording;
  /** What was chosen and is not saved yet. */
  const chosen = useSignal<Partial<SiteSettings>>({});
  const last = useRef(Promise.resolve(true));
  const error = model.error.value;
  // One after another, and nothing is disabled meanwhile: who goes from choice to choice by keyboard would lose the place.
  const set: CardProps['set'] = (change, done) => {
    chosen.value = { ...chosen.value, ...change };
    const save = () => model.set('recording', ({ recording }) => ({ ...recording, ...change }));
    const mine = last.current.then(() => action.run(save, done));
    last.current = mine;
    return mine.finally(() => {
      if (last.current === mine) chosen.value = {};
    });
  };
  const mayEdit = mayDo();
  const props = { disabled: !mayEdit, action, set };
  const shown = settings && { ...settings, ...chosen.value };
  return (
    <div data-testid="recording-section" aria-busy={settings === undefined}>
      <h1>Recording</h1>
      {settings === undefined && error !== null && (
        <ReadFailed
          title="The settings cannot be shown"
          testId="recording-error"
          error={error}
          onRetry={() => void model.load()}
        />
      )}
      {settings !== undefined && shown !== undefined && (
        <>
          {!mayEdit && (
            <p class="notice" data-testid="read-only">
              Only admins change these settings.
            </p>
          )}
          <p class="problem recording-problem" role="alert" data-testid="recording-problem">
            {action.problem.value}
          </p>
          <SwitchCard {...props} disabled={!mayEdit || action.busy.value} settings={settings} />
          <PrivacyCard {...props} settings={shown} />
          <ConsentCard {...props} settings={shown} />
          <WhichCard {...props} settings={shown} mayEdit={mayEdit} />
          <AssetsCard {...props} value={shown.assets} onChoose={(assets) => void set({ assets }, 'Saved')} />
          <ReachCard {...props} settings={settings} mayEdit={mayEdit} />
        </>
      )}
    </div>
  );
}

function SwitchCard({ settings, disabled, set }: CardProps): JSX.Element {
  const asks = useSignal(false);
  const turn = (recording: boolean): void => {
    asks.value = false;
    void set({ recording }, recording ? 'Recording is on' : 'Recording is off');
  };
  return (
    <SettingsCard id="switch" title="On and off">
      {!settings.recording && (
        <p class="notice" data-kind="warning" data-testid="is-off">
          Recording is off: nothing of this project is recorded.
        </p>
      )}
      <p>{SWITCH_WORDS}</p>
      <div>
        <button
          type="button"
          class={settings.recording ? 'button danger' : 'button primary'}
          data-testid="switch"
          disabled={disabled}
          onClick={() => {
            if (settings.recording) asks.value = true;
            else turn(true);
          }}
        >
          {settings.recording ? 'Switch recording off' : 'Switch recording on'}
        </button>
      </div>
      {asks.value && (
        <ConfirmDialog
          title="Switch recording off?"
          action="Switch off"
          onConfirm={() => turn(false)}
          onCancel={() => {
            asks.value = false;
          }}
        >
          <p>{SWITCH_WORDS} Recordings that were made stay.</p>
        </ConfirmDialog>
      )}
    </SettingsCard>
  );
}

function PrivacyCard({ settings, disabled, set }: CardProps): JSX.Element {
  return (
    <SettingsCard id="privacy" title="Privacy">
      <Choices
        legend="How much of a page is recorded"
        testId="privacy"
        choices={PRIVACY}
        value={settings.privacy}
        disabled={disabled}
        onChoose={(privacy) => void set({ privacy }, 'Saved')}
      />
      <p class="quiet">
        A tag may say data-privacy too: the stricter of both counts. Form values, passwords and query values never leave
        the page, whatever is chosen.
      </p>
      <WhatFalterSees />
      <YesNo
        title="Record canvas elements"
        testId="canvas"
        value={settings.canvas}
        disabled={disabled}
        onChange={(canvas) => void set({ canvas }, 'Saved')}
      >
        Pictures of what they show: two a second at most, only in view and only when something changed. What is drawn
        cannot be masked; a canvas under data-falter-mask or data-falter-block is left out, and so are all with Strict.
      </YesNo>
    </SettingsCard>
  );
}

function ConsentCard({ settings, disabled, set }: CardProps): JSX.Element {
  const { gpc, dnt, consentMode } = settings;
  return (
    <SettingsCard id="consent" title="Consent">
      <Choices
        legend="Whether visitors are asked first"
        testId="consent"
        choices={CONSENT}
        value={settings.consent}
        disabled={disabled}
        onChoose={(consent) => void set({ consent }, 'Saved')}
      />
      <YesNo
        title="Google Consent Mode decides"
        testId="consent-mode"
        value={consentMode}
        disabled={disabled}
        onChange={(value) => void set({ consentMode: value }, 'Saved')}
      >
        Recording begins when the page's consent tool grants analytics_storage, and ends when it takes it back.
      </YesNo>
      <YesNo
        title="Global Privacy Control counts as a no"
        testId="gpc"
        value={gpc}
        disabled={disabled}
        onChange={(value) => void set({ gpc: value }, 'Saved')}
      >
        Visitors whose browser sends this signal are not recorded, and what comes from them is not stored.
      </YesNo>
      <YesNo
        title="Do Not Track counts as a no"
        testId="dnt"
        value={dnt}
        disabled={disabled}
        onChange={(value) => void set({ dnt: value }, 'Saved')}
      >
        The same for the older signal.
      </YesNo>
    </SettingsCard>
  );
}

function WhichCard({ settings, disabled, action, set, mayEdit }: CardProps & { mayEdit: boolean }): JSX.Element {
  return (
    <SettingsCard id="which" title="Which sessions">
      <SampleField
        share={settings.sample}
        mayEdit={mayEdit}
        busy={action.busy.value}
        onSave={(sample) => set({ sample }, 'Sample saved')}
      />
      <Choices
        legend="When they are sent"
        testId="when"
        choices={WHEN}
        value={settings.when}
        disabled={disabled}
        onChoose={(when) => void set({ when }, 'Saved')}
      />
    </SettingsCard>
  );
}

function ReachCard({ settings, action, set, mayEdit }: CardProps & { mayEdit: boolean }): JSX.Element {
  const props = { mayEdit, busy: action.busy.value };
  return (
    <SettingsCard id="reach" title="Other origins">
      <OriginsField
        {...props}
        title="Frames that are recorded with the page around them"
        words="Origins of the frames and of the pages around them, one a line: each side hears only whom it finds here. The tag must be in both. What a frame records is masked in the frame."
        testId="frames"
        origins={settings.frames}
        onSave={(frames) => set({ frames }, 'Frames saved')}
      />
      <OriginsField
        {...props}
        title="Servers whose requests get a traceparent header"
        words="Your own, besides the site's own origin, one a line. Their CORS must allow the header, or the page's requests fail. The word none: no request gets one."
        testId="trace"
        also={NO_TRACE}
        origins={settings.trace}
        onSave={(trace) => set({ trace }, 'Servers saved')}
      />
    </SettingsCard>
  );
}

import type { SessionWork } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { readRecordingText } from '../api-client.ts';
import { Icon } from '../design/icons.tsx';
import { saveFile } from '../erasure/save-file.ts';
import type { SessionModel } from '../session/session-model.ts';
import { mayWatch } from '../shell/sign-in-state.ts';
import { useAction } from '../shell/use-action.ts';
import { saveFrame } from './picture/save-frame.ts';
import { rrwebJson } from './rrweb-json.ts';
import { ShareDialog } from './share-dialog.tsx';

interface Props {
  model: SessionModel;
  work: Signal<SessionWork | null>;
}

/** What can be handed on of a session: a link for who has no account, and the recording as rrweb's own JSON. */
export function SessionActions({ model, work }: Props): JSX.Element | null {
  const shares = useSignal(false);
  const { busy, problem, run } = useAction();
  const tab = model.tab.value;
  if (!mayWatch()) return null;
  const save = async (): Promise<void> => {
    if (tab === undefined) return;
    const text = await readRecordingText(model.id, tab);
    saveFile(new Blob([rrwebJson(text)], { type: 'application/json' }), `${model.id}-${tab}.json`);
  };
  return (
    <>
      <button
        type="button"
        class="icon-button"
        aria-label="Download the recording of this tab (rrweb JSON)"
        title="Download the recording of this tab (rrweb JSON)"
        data-testid="export-recording"
        disabled={busy.value || tab === undefined}
        onClick={() => void run(save, 'Recording downloaded')}
      >
        <Icon name="save" />
      </button>
      <button
        type="button"
        class="icon-button"
        aria-label="Save this frame as a picture (PNG)"
        title="Save this frame as a picture (PNG, key i)"
        data-testid="save-frame"
        disabled={model.player.reel.value === null}
        onClick={() => void saveFrame(model)}
      >
        <Icon name="camera" />
      </button>
      <button
        type="button"
        class="button"
        aria-label="Share"
        data-testid="share"
        onClick={() => {
          shares.value = true;
        }}
      >
        <Icon name="out" />
        <span>Share</span>
      </button>
      {problem.value !== '' && (
        <p class="problem" role="alert">
          {problem.value}
        </p>
      )}
      {shares.value && (
        <ShareDialog
          model={model}
          work={work}
          onClose={() => {
            shares.value = false;
          }}
        />
      )}
    </>
  );
}

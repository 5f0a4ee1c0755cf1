import { ISSUE_NOTE_MAX_CHARS, type IssueDecided, type IssueDetail } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { ReasonDialog } from '../erasure/reason-dialog.tsx';
import { mayDo } from '../shell/sign-in-state.ts';
import { decideIssue } from './issues-client.ts';

interface Props {
  issue: IssueDetail;
  onDecided: (next: IssueDetail) => void;
}

/** Mute, resolve, open again: for who decides what is worked on. */
export function DecideButtons({ issue, onDecided }: Props): JSX.Element | null {
  const asks: Signal<IssueDecided | null> = useSignal(null);
  if (!mayDo('product')) return null;
  const ask = (what: IssueDecided) => () => {
    asks.value = what;
  };
  const isSettled = issue.state === 'muted' || issue.state === 'resolved';
  return (
    <div class="issue-actions">
      {isSettled ? (
        <button type="button" class="button" data-testid="open-issue" onClick={ask('open')}>
          Open again
        </button>
      ) : (
        <>
          <button type="button" class="button" data-testid="mute-issue" onClick={ask('muted')}>
            Mute
          </button>
          <button type="button" class="button primary" data-testid="resolve-issue" onClick={ask('resolved')}>
            Resolve
          </button>
        </>
      )}
      {asks.value !== null && (
        <DecideDialog
          issue={issue}
          what={asks.value}
          onDecided={(next) => {
            asks.value = null;
            onDecided(next);
          }}
          onCancel={() => {
            asks.value = null;
          }}
        />
      )}
    </div>
  );
}

const WORDS = {
  open: {
    title: 'Open this issue again?',
    about: 'It appears among the open issues again.',
    words: { action: 'Open it', busy: 'Opening …', done: 'The issue is open again.' },
  },
  muted: {
    title: 'Mute this issue?',
    about: 'It leaves the list of open issues, whatever happens, until somebody opens it again. Nothing is deleted.',
    words: { action: 'Mute it', busy: 'Muting …', done: 'The issue is muted.' },
  },
  resolved: {
    title: 'Resolve this issue?',
    about: 'It leaves the list of open issues, and comes back as regressed when it is seen again after that.',
    words: { action: 'Resolve it', busy: 'Resolving …', done: 'The issue is resolved.' },
  },
} as const;

interface DialogProps extends Props {
  what: IssueDecided;
  onCancel: () => void;
}

function DecideDialog({ issue, what, onDecided, onCancel }: DialogProps): JSX.Element {
  const note = useSignal('');
  const release = useSignal('');
  const { title, about, words } = WORDS[what];
  const act = async (): Promise<void> => {
    onDecided(await decideIssue(issue.id, { state: what, note: note.value.trim(), release: release.value.trim() }));
  };
  return (
    <ReasonDialog
      title={title}
      words={words}
      harmless
      field={{ id: 'decide-note', label: 'Why (for the others)', text: note, maxLength: ISSUE_NOTE_MAX_CHARS }}
      act={act}
      onDone={() => undefined}
      onCancel={onCancel}
    >
      <p>{about}</p>
      {what === 'resolved' && <ReleaseField issue={issue} release={release} />}
    </ReasonDialog>
  );
}

/** In which release it is mended: sessions of older ones go on for days, and must not bring it back. */
function ReleaseField({ issue, release }: { issue: IssueDetail; release: Signal<string> }): JSX.Element {
  const known = issue.releases.map(({ name }) => name).filter((name) => name !== 'unknown');
  return (
    <div class="field">
      <label for="decide-release">Mended in release (empty: from now on)</label>
      <input
        id="decide-release"
        data-testid="decide-release"
        type="text"
        list="decide-releases"
        autocomplete="off"
        spellcheck={false}
        value={release.value}
        onInput={(event) => {
          release.value = event.currentTarget.value;
        }}
      />
      <datalist id="decide-releases">
        {known.map((name) => (
          <option key={name} value={name} />
        ))}
      </datalist>
    </div>
  );
}

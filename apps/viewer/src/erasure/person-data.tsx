import { REASON_MAX_CHARS } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { mayDo } from '../shell/sign-in-state.ts';
import { EraseDialog } from './erase-dialog.tsx';
import { exportPerson } from './erasure-client.ts';
import { ReasonDialog } from './reason-dialog.tsx';
import { saveFile } from './save-file.ts';
import './erasure.css';

interface Props {
  /** The site's own id. */
  person: string;
  /** What people call them. */
  name: string;
  onErased: () => void;
}

/** For who answers to a person that asks for their data, or to have it gone: both for admins, both written down. */
export function PersonData({ person, name, onErased }: Props): JSX.Element | null {
  const asks: Signal<'export' | 'erase' | null> = useSignal(null);
  if (!mayDo()) return null;
  const close = (): void => {
    asks.value = null;
  };
  return (
    <div class="person-data" data-testid="person-data">
      <button
        type="button"
        class="button"
        data-testid="export-person"
        onClick={() => {
          asks.value = 'export';
        }}
      >
        <Icon name="save" />
        Export all that is kept …
      </button>
      <button
        type="button"
        class="button danger"
        data-testid="erase-person"
        onClick={() => {
          asks.value = 'erase';
        }}
      >
        Erase this person …
      </button>
      {asks.value === 'export' && <ExportDialog person={person} name={name} onClose={close} />}
      {asks.value === 'erase' && (
        <EraseDialog
          title={`Erase ${name}?`}
          wish={{ person }}
          onErased={() => {
            close();
            onErased();
          }}
          onCancel={close}
        >
          <p>
            All sessions of <bdi>{person}</bdi> go, with recordings, findings and pages, also those that have not been
            looked at. What comes late and turns out to be theirs goes as well; visits that begin after this are
            recorded again.
          </p>
        </EraseDialog>
      )}
    </div>
  );
}

function ExportDialog({ person, name, onClose }: { person: string; name: string; onClose: () => void }): JSX.Element {
  const why = useSignal('');
  return (
    <ReasonDialog
      title={`Export all that is kept of ${name}?`}
      words={{ action: 'Export', busy: 'Exporting …', done: 'Exported' }}
      harmless
      field={{ id: 'export-why', label: 'Why, without naming anybody', text: why, maxLength: REASON_MAX_CHARS }}
      act={async () => saveFile(await exportPerson({ person, why: why.value.trim() }), 'person.ndjson')}
      onDone={onClose}
      onCancel={onClose}
    >
      <p>
        One file with every session of <bdi>{person}</bdi>: pages, findings and recordings, a JSON object a line. The
        audit log keeps who did this and why.
      </p>
    </ReasonDialog>
  );
}

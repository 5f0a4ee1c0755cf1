import { type SessionShare, type SessionWork, SHARE_HOURS, type ShareMade } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';
import type { SessionModel } from '../session/session-model.ts';
import { copy } from '../shell/clipboard.ts';
import { useAction } from '../shell/use-action.ts';
import { absolute, relative } from '../words/time.ts';
import { shareAddress } from './share-address.ts';
import { endShare, makeShare } from './work-client.ts';

const HOURS_WORDS: Readonly<Record<number, string>> = { 1: 'an hour', 24: 'a day', 168: 'a week', 720: '30 days' };

interface Props {
  model: SessionModel;
  work: Signal<SessionWork | null>;
  onClose: () => void;
}

/** Makes a link that shows this session to whoever has it, and ends those that were made. */
export function ShareDialog({ model, work, onClose }: Props): JSX.Element {
  const dialog = useRef<HTMLDialogElement>(null);
  const hours = useSignal<number>(24);
  const made: Signal<ShareMade | null> = useSignal(null);
  const { busy, problem, run } = useAction();
  useEffect(() => dialog.current?.showModal(), []);
  const make = async (): Promise<void> => {
    const share = await makeShare(model.id, hours.value);
    made.value = share;
    if (work.value) work.value = { ...work.value, shares: [share, ...work.value.shares] };
  };
  const end = (share: SessionShare) => async (): Promise<void> => {
    work.value = await endShare(model.id, share.id);
    if (made.value?.id === share.id) made.value = null;
  };
  return (
    <dialog
      ref={dialog}
      class="sheet confirm share"
      data-testid="share-dialog"
      aria-labelledby="share-title"
      onClose={onClose}
    >
      <h2 id="share-title">Share this session</h2>
      <p>
        Whoever has the link sees this replay from this moment, its findings and its pages, without an account. Not who
        the visitor was, no other session, no comments. Each look stands in the audit log.
      </p>
      <form
        class="field-row"
        onSubmit={(event) => {
          event.preventDefault();
          void run(make, 'Link made');
        }}
      >
        <label class="field grows">
          <span>Good for</span>
          <select
            data-testid="share-hours"
            value={hours.value}
            onChange={(event) => {
              hours.value = Number(event.currentTarget.value);
            }}
          >
            {SHARE_HOURS.map((each) => (
              <option key={each} value={each}>
                {HOURS_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <button type="submit" class="button primary" data-testid="make-share" disabled={busy.value}>
          Make a link
        </button>
      </form>
      {made.value !== null && (
        <MadeLink address={shareAddress(made.value.path, { at: model.player.at.value, tab: model.tab.value })} />
      )}
      <p class="problem" role="alert" data-testid="share-problem">
        {problem.value}
      </p>
      {work.value !== null && work.value.shares.length > 0 && (
        <>
          <h3>Links that are good now</h3>
          <ul class="shares">
            {work.value.shares.map((share) => (
              <li key={share.id} data-testid="share">
                <span>
                  Made by <bdi>{share.by}</bdi> {relative(Date.parse(share.sharedAt), Date.now())}, good until{' '}
                  <time dateTime={share.expiresAt}>{absolute(Date.parse(share.expiresAt))}</time>
                </span>
                <button
                  type="button"
                  class="button"
                  data-testid="end-share"
                  disabled={busy.value}
                  onClick={() => void run(end(share), 'The link opens nothing any more')}
                >
                  End
                </button>
              </li>
            ))}
          </ul>
        </>
      )}
      <footer>
        <button type="button" class="button" data-testid="share-close" onClick={() => dialog.current?.close()}>
          Close
        </button>
      </footer>
    </dialog>
  );
}

/** The link is told this once: what is kept of it is a hash. */
function MadeLink({ address }: { address: string }): JSX.Element {
  return (
    <div class="made-link">
      <output class="made-link-text" data-testid="share-link">
        {address}
      </output>
      <button type="button" class="button" data-testid="copy-share" onClick={() => void copy(address, 'Link')}>
        <Icon name="copy" />
        Copy
      </button>
      <p class="quiet">Copy it now: it is not shown again.</p>
    </div>
  );
}

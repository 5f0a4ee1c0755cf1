import { KEYS_MAX, siteTag, type WriteKey } from '@falter/wire';
import { useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useRef } from 'preact/hooks';
import { ConfirmDialog } from '../../design/confirm-dialog.tsx';
import { Icon } from '../../design/icons.tsx';
import { copy } from '../../shell/clipboard.ts';
import { useAction } from '../../shell/use-action.ts';
import { absolute, relative } from '../../words/time.ts';
import { SettingsCard } from '../settings-card.tsx';
import type { CardProps } from './project-section.tsx';

const DAY_MS = 86_400_000;

/** Write keys: copy, make a second one, retire the first. */
export function KeysCard({ model, settings, mayEdit }: CardProps): JSX.Element {
  const retiring = useSignal<WriteKey | null>(null);
  const { busy, problem, run } = useAction();
  const { keys } = settings;
  const title = useRef<HTMLHeadingElement>(null);
  const retire = async ({ key }: WriteKey): Promise<void> => {
    retiring.value = null;
    // The button that had the focus is gone with its row.
    if (await run(() => model.retireKey(key), 'Key retired')) title.current?.focus();
  };
  return (
    <SettingsCard id="keys" title="Write keys" titleRef={title}>
      <p>
        The key stands in your site’s tag and says which project its recordings belong to. To replace it, have two for a
        while: visitors who still have the old page are then recorded too.
      </p>
      <ul class="entry-list" data-testid="keys">
        {keys.map((key) => (
          <Key
            key={key.key}
            writeKey={key}
            mayRetire={mayEdit && keys.length > 1}
            busy={busy.value}
            onRetire={() => {
              retiring.value = key;
            }}
          />
        ))}
      </ul>
      {keys.some(({ byEnvironment }) => byEnvironment) && (
        <p class="notice" data-testid="key-by-environment">
          <span>
            The key marked <code>FALTER_KEY</code> is set in the environment of the server, which makes it active at
            every start: it cannot be retired here. To replace it, change the variable and restart Falter.
          </span>
        </p>
      )}
      {keys.length > 1 && <Replacing keys={keys} />}
      {mayEdit && keys.length < KEYS_MAX && (
        <div>
          <button
            type="button"
            class="button"
            data-testid="make-key"
            disabled={busy.value}
            onClick={() => void run(() => model.makeKey(), 'Key made')}
          >
            Make a second key
          </button>
        </div>
      )}
      <p class="problem" role="alert" data-testid="keys-problem">
        {problem.value}
      </p>
      {retiring.value !== null && (
        <RetireDialog
          writeKey={retiring.value}
          onConfirm={(writeKey) => void retire(writeKey)}
          onCancel={() => {
            retiring.value = null;
          }}
        />
      )}
    </SettingsCard>
  );
}

interface KeyProps {
  writeKey: WriteKey;
  mayRetire: boolean;
  busy: boolean;
  onRetire: () => void;
}

function Key({ writeKey, mayRetire, busy, onRetire }: KeyProps): JSX.Element {
  const { key, madeAt, byEnvironment } = writeKey;
  return (
    <li data-testid="key" data-key={key}>
      <span class="key">
        <code>{key}</code>
        {byEnvironment && (
          <span class="badge" title="Set in the environment of the server, which keeps it active">
            FALTER_KEY
          </span>
        )}
      </span>
      <span class="quiet">
        {madeAt === null ? 'Made at an unknown time' : `Made ${relative(Date.parse(madeAt), Date.now())}`},{' '}
        <LastUse writeKey={writeKey} />
      </span>
      <button type="button" class="icon-button" aria-label={`Copy key ${key}`} onClick={() => void copy(key, 'Key')}>
        <Icon name="copy" />
      </button>
      {mayRetire && !byEnvironment && (
        <button type="button" class="button" data-testid="retire-key" disabled={busy} onClick={onRetire}>
          Retire
        </button>
      )}
    </li>
  );
}

function LastUse({ writeKey: { lastUsedAt } }: { writeKey: WriteKey }): JSX.Element {
  if (lastUsedAt === null) return <span data-testid="last-use">never used</span>;
  const at = Date.parse(lastUsedAt);
  return (
    <time dateTime={lastUsedAt} title={absolute(at)} data-testid="last-use">
      last used {relative(at, Date.now())}
    </time>
  );
}

/** What to do while there are two keys: the newest one belongs on the site. */
function Replacing({ keys }: { keys: readonly WriteKey[] }): JSX.Element {
  const newest = keys.at(-1)?.key ?? '';
  const tag = siteTag({ host: location.origin, key: newest });
  return (
    <ol class="steps" data-testid="replacing">
      <li>
        Put the tag with the newest key on your site:
        <span class="snippet">
          <code data-testid="new-tag">{tag}</code>
          <button type="button" class="button" onClick={() => void copy(tag, 'Tag')}>
            <Icon name="copy" />
            Copy
          </button>
        </span>
      </li>
      <li>Wait until the old key is no longer used: “last used” above stays behind. It is looked at every 15 s.</li>
      <li>Retire the old key. Whatever still comes with it is refused as “unknown key” within five seconds.</li>
    </ol>
  );
}

interface RetireProps {
  writeKey: WriteKey;
  onConfirm: (writeKey: WriteKey) => void;
  onCancel: () => void;
}

function RetireDialog({ writeKey, onConfirm, onCancel }: RetireProps): JSX.Element {
  const used = writeKey.lastUsedAt === null ? Number.NaN : Date.parse(writeKey.lastUsedAt);
  const inUse = Date.now() - used < DAY_MS;
  return (
    <ConfirmDialog title="Retire this key?" action="Retire" onConfirm={() => onConfirm(writeKey)} onCancel={onCancel}>
      <p>
        <code>{writeKey.key}</code>
      </p>
      {inUse ? (
        <p class="problem" data-testid="still-used">
          It was used {relative(used, Date.now())}. Pages that carry it stop being recorded within five seconds.
        </p>
      ) : (
        <p>Pages that still carry it stop being recorded within five seconds.</p>
      )}
      <p>It cannot be brought back.</p>
    </ConfirmDialog>
  );
}

import { AUDIT_KINDS, type AuditKind, type AuditRow } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { sentenceOf } from '../../accounts/use-submit.ts';
import { readAudit } from '../../erasure/erasure-client.ts';
import { absolute, relative } from '../../words/time.ts';
import '../people.css';
import { SettingsCard } from '../settings-card.tsx';
import { KIND_WORDS, subjectWords, whoWords, whyWords } from './audit-words.ts';

/** Who erased, exported and was refused, newest first. For admins; nothing of what was erased stands in it. */
export function AuditSection(): JSX.Element {
  const entries: Signal<readonly AuditRow[] | null> = useSignal(null);
  const next: Signal<string | null> = useSignal(null);
  const kind: Signal<AuditKind | ''> = useSignal('');
  const problem = useSignal('');
  const read = async (cursor: string): Promise<void> => {
    try {
      const page = await readAudit(kind.value, cursor);
      entries.value = cursor === '' ? page.entries : [...(entries.value ?? []), ...page.entries];
      next.value = page.next;
      problem.value = '';
    } catch (cause) {
      problem.value = sentenceOf(cause);
    }
  };
  useEffect(() => void read(''), []);
  return (
    <div data-testid="audit-section" aria-busy={entries.value === null}>
      <h1>Audit log</h1>
      <p class="section-lead">
        Who erased, exported and watched what, what Falter dropped to make room, and who tried what their role does not
        allow. Entries are never changed. A person stands here as a hash.
      </p>
      <SettingsCard id="audit" title="Entries">
        <label class="field">
          <span>Show</span>
          <select
            data-testid="audit-kind"
            value={kind.value}
            onChange={(event) => {
              kind.value = event.currentTarget.value as AuditKind | '';
              void read('');
            }}
          >
            <option value="">Everything</option>
            {AUDIT_KINDS.map((each) => (
              <option key={each} value={each}>
                {KIND_WORDS[each]}
              </option>
            ))}
          </select>
        </label>
        <p class="problem" role="alert" data-testid="audit-problem">
          {problem.value}
        </p>
        {entries.value !== null && <Entries entries={entries.value} />}
        {next.value !== null && (
          <button type="button" class="button" data-testid="audit-more" onClick={() => void read(next.value ?? '')}>
            Older entries
          </button>
        )}
      </SettingsCard>
    </div>
  );
}

function Entries({ entries }: { entries: readonly AuditRow[] }): JSX.Element {
  if (entries.length === 0) {
    return (
      <p class="quiet" data-testid="no-audit">
        There is none.
      </p>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by the keyboard
    <section class="table-scroll" tabIndex={0} aria-label="Entries of the audit log">
      <table class="people" data-testid="audit-entries">
        <thead>
          <tr>
            <th scope="col">When</th>
            <th scope="col">What</th>
            <th scope="col">About</th>
            <th scope="col">Who</th>
            <th scope="col">Why</th>
          </tr>
        </thead>
        <tbody>
          {entries.map((entry) => (
            <Entry key={entry.id} entry={entry} />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Entry({ entry }: { entry: AuditRow }): JSX.Element {
  const at = Date.parse(entry.at);
  return (
    <tr data-testid="audit-entry">
      <td>
        <time dateTime={entry.at} title={absolute(at)}>
          {relative(at, Date.now())}
        </time>
      </td>
      <td>
        {KIND_WORDS[entry.kind]}
        {entry.count > 1 && <span class="quiet"> ({entry.count})</span>}
      </td>
      <td>
        <bdi>{subjectWords(entry)}</bdi>
      </td>
      <td>
        <bdi>{whoWords(entry)}</bdi>
      </td>
      <td>
        <bdi>{whyWords(entry)}</bdi>
      </td>
    </tr>
  );
}

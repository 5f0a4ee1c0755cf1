import { fieldInfo, type MatchRow } from '@falter/wire';
import type { JSX } from 'preact';

const OTHERS: Readonly<Record<string, string>> = { title: 'Title', words: 'Said or seen', entry: 'First page' };

/** Why a row matches: where the words of the search were found, with what stands around them. */
export function WhyRow({ why }: { why: readonly MatchRow[] }): JSX.Element {
  return (
    <span class="session-why" data-testid="why">
      {why.map(({ term, field, text, from, to }) => (
        <span key={term}>
          <bdi class="session-why-field">{OTHERS[field] ?? fieldInfo(field)?.label ?? field}</bdi>{' '}
          <bdi>
            {text.slice(0, from)}
            <mark>{text.slice(from, to)}</mark>
            {text.slice(to)}
          </bdi>
        </span>
      ))}
    </span>
  );
}

import type { SearchWarning } from '@falter/wire';
import type { JSX } from 'preact';
import { Icon } from '../design/icons.tsx';
import { understand } from './search.ts';

interface Props {
  text: string;
  onChange: (text: string) => void;
}

/** What of a search was not understood, each with what may have been meant. */
export function SearchWarnings({ text, onChange }: Props): JSX.Element {
  const { warnings } = understand(text);
  return (
    <div class="search-warnings" role="status">
      {warnings.map((warning) => (
        <p key={`${warning.start} ${warning.text}`} data-testid="search-warning">
          <Icon name="warn" size={14} />
          <span>
            <Words text={warning.text} />
          </span>
          <DidYouMean text={text} warning={warning} onChange={onChange} />
        </p>
      ))}
    </div>
  );
}

function DidYouMean({ text, warning, onChange }: Props & { warning: SearchWarning }): JSX.Element | null {
  const { instead, start, end } = warning;
  if (instead === undefined) return null;
  return (
    <button
      type="button"
      class="link-button"
      data-testid="did-you-mean"
      onClick={() => onChange(`${text.slice(0, start)}${instead}${text.slice(end)}`)}
    >
      Did you mean{' '}
      <bdi>
        <code>{instead}</code>
      </bdi>
      ?
    </button>
  );
}

/** Words in which what is typed stands between backticks. */
function Words({ text }: { text: string }): JSX.Element {
  return (
    <>
      {text.split('`').map((part, index) =>
        index % 2 === 0 ? (
          part
        ) : (
          <bdi key={`${index} ${part}`}>
            <code>{part}</code>
          </bdi>
        ),
      )}
    </>
  );
}

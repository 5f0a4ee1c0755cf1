import type { CausePart, DashboardCause } from '@falter/wire';
import type { JSX } from 'preact';
import { signalTitle } from '../shell/signal-catalog.ts';

/** How the store names the lack of an element. */
const NO_ELEMENT = '(no element)';

/** What a finding is on, in words: the page itself where there is no element. */
export function elementWords({ element }: Pick<CausePart, 'element'>): string {
  return element === NO_ELEMENT ? 'the page' : element;
}

/** Names a cause among the others. */
export function causeKey({ page, parts }: DashboardCause): string {
  return JSON.stringify([page, parts.map(({ signal, element }) => [signal, element])]);
}

/** `Error click, Failed request`: what the sessions of a cause struggled with. */
export function signalsWords({ parts }: DashboardCause): string {
  return parts.length === 0 ? 'anything' : listed([...new Set(parts.map(({ signal }) => signalTitle(signal)))]);
}

/** `Error click and Failed request on button "Pay"`, and the page it is on. */
export function CauseName({ cause }: { cause: DashboardCause }): JSX.Element {
  const { page, parts } = cause;
  const elements = [...new Set(parts.map(({ element }) => element))];
  return (
    <>
      <strong>
        {parts.length === 0 && 'Any struggle'}
        {elements.map((element, index) => (
          <span key={element}>
            {index > 0 && ', '}
            <Signals parts={parts.filter((part) => part.element === element)} />
          </span>
        ))}
      </strong>{' '}
      {page === '' ? <span class="quiet">on any page</span> : <bdi class="route">{page}</bdi>}
    </>
  );
}

/** Signals on one element. */
function Signals({ parts }: { parts: CausePart[] }): JSX.Element {
  const [{ element = '' } = {}] = parts;
  const messages = parts.flatMap((part) => part.messages);
  const titles = listed(parts.map(({ signal }) => signalTitle(signal)));
  if (element === '') return <>{titles}</>;
  if (messages.length > 0) {
    return (
      <>
        {titles} “<bdi>{messages[0]}</bdi>”{messages.length > 1 && ' and others'}
      </>
    );
  }
  return (
    <>
      {titles} on <bdi>{elementWords({ element })}</bdi>
    </>
  );
}

function listed(words: readonly string[]): string {
  return words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

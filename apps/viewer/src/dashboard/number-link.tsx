import type { Counted } from '@falter/wire';
import type { JSX } from 'preact';
import { counted } from '../words/text.ts';
import { sessionsLink } from './sessions-link.ts';
import { whole } from './share-words.ts';

interface Props {
  number: Counted;
  /** What the sessions are, for who hears the link alone: `struggled on mobile`. */
  about: string;
  /** Most struggle first. */
  byScore?: boolean;
}

/** A number that opens the sessions behind it. A zero opens nothing. */
export function NumberLink({ number, about, byScore = false }: Props): JSX.Element {
  const { count, query } = number;
  if (count === 0) return <span class="number">0</span>;
  return (
    <a class="number" href={sessionsLink(query, byScore ? 'score' : 'recent')} data-testid="number">
      {whole(count)}
      <span class="sr-only">
        {' '}
        {counted(count, 'session').split(' ').at(-1)} {about}
      </span>
    </a>
  );
}

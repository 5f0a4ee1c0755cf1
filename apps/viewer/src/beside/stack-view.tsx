import type { StackFrame } from '@falter/wire';
import type { JSX } from 'preact';
import { pathOf } from '../words/text.ts';

/** A stack in original code, the first line of the site's own code with what stands around it. */
export function StackView({ frames }: { frames: readonly StackFrame[] }): JSX.Element {
  const first = frames.findIndex(({ mapped, library }) => mapped && !library);
  return (
    <ol class="row-frames" data-testid="row-frames">
      {frames.map((frame, n) => (
        <li key={n} data-library={frame.library}>
          <code>{frame.name === '' ? '(no name)' : frame.name}</code>{' '}
          <bdi class="quiet">{`${frame.mapped ? frame.file : pathOf(frame.file)}:${frame.line}:${frame.column}`}</bdi>
          {n === first && frame.code.length > 0 && (
            <pre>
              {frame.code.map(({ line, text }) => (
                <code key={line} data-hit={line === frame.line}>{`${line}  ${text}\n`}</code>
              ))}
            </pre>
          )}
        </li>
      ))}
    </ol>
  );
}

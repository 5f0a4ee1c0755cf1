import type { IssueDetail, IssueStack as Stack, StackFrame } from '@falter/wire';
import { type Signal, useSignal } from '@preact/signals';
import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { ApiError, getJson } from '../api-client.ts';
import { Icon } from '../design/icons.tsx';
import { sessionPath } from '../session/session-url.ts';
import { pathOf } from '../words/text.ts';

/** Where in the code an error is, in original code where its release has source maps; nothing for what is no error. */
export function IssueStack({ issue }: { issue: IssueDetail }): JSX.Element | null {
  const stack: Signal<Stack | null> = useSignal(null);
  const problem = useSignal('');
  const has = issue.kind === 'error' && issue.examples.some(({ hasStack }) => hasStack);
  useEffect(() => {
    if (!has) return;
    const request = new AbortController();
    getJson<Stack>(`/api/v1/issues/${encodeURIComponent(issue.id)}/stack`, request.signal).then(
      (read) => {
        stack.value = read;
      },
      (cause) => {
        if (!request.signal.aborted) problem.value = cause instanceof ApiError ? cause.message : String(cause);
      },
    );
    return () => request.abort();
  }, [issue.id, has]);
  if (!has) return null;
  const shown = stack.value;
  return (
    <section class="panel issue-panel" aria-labelledby="stack-title" aria-busy={shown === null} data-testid="stack">
      <h2 id="stack-title">Where in the code</h2>
      {problem.value !== '' && (
        <p class="notice" data-kind="warning" role="alert">
          The stack cannot be shown: {problem.value}
        </p>
      )}
      {shown !== null && <Frames stack={shown} />}
    </section>
  );
}

function Frames({ stack }: { stack: Stack }): JSX.Element {
  const { explained, frames, missing, release, session } = stack;
  const first = frames.findIndex(({ mapped, library }) => mapped && !library);
  return (
    <>
      {explained !== '' && (
        <p class="stack-explained" data-testid="stack-explained">
          <Icon name="info" />
          {explained}
        </p>
      )}
      <ol class="stack">
        {frames.map((frame, index) => (
          <Frame key={index} frame={frame} open={index === Math.max(first, 0)} />
        ))}
      </ol>
      <p class="quiet stack-note">
        From <a href={sessionPath(session)}>the newest session with a stack</a>
        {release !== '' && (
          <>
            , release <bdi>{release}</bdi>
          </>
        )}
        .
      </p>
      {missing.length > 0 && <Missing files={missing} release={release} />}
    </>
  );
}

function Frame({ frame, open }: { frame: StackFrame; open: boolean }): JSX.Element {
  const { name, file, line, column, library, mapped, built, code } = frame;
  const where = `${mapped ? file : pathOf(file)}:${line}:${column}`;
  const head = (
    <>
      <code class="frame-name">{name === '' ? '(no name)' : name}</code>
      <bdi class="frame-place" title={mapped ? `Built: ${built.file}:${built.line}:${built.column}` : file}>
        {where}
      </bdi>
      {library && <span class="badge">Library</span>}
    </>
  );
  if (code.length === 0) {
    return (
      <li class="frame" data-testid="frame" data-library={library} data-mapped={mapped}>
        <p>{head}</p>
      </li>
    );
  }
  return (
    <li class="frame" data-testid="frame" data-library={library} data-mapped={mapped}>
      <details open={open}>
        <summary>
          <Icon name="down" size={12} />
          {head}
        </summary>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: long lines scroll, also by keys */}
        <pre tabIndex={0}>
          {code.map((one) => (
            <code key={one.line} data-hit={one.line === line}>
              <span class="frame-line" aria-hidden="true">
                {one.line}
              </span>
              {`${one.text}\n`}
            </code>
          ))}
        </pre>
      </details>
    </li>
  );
}

/** How to get the rest in original code. */
function Missing({ files, release }: { files: readonly string[]; release: string }): JSX.Element {
  const prefix = files[0]?.replace(/\/[^/]*$/, '') ?? '';
  return (
    <details class="stack-missing" data-testid="stack-missing">
      <summary>
        <Icon name="down" size={12} />
        {files.length === 1 ? 'One script has' : `${files.length} scripts have`} no source map here
      </summary>
      {release === '' ? (
        <p class="quiet">
          The site tells no release. Give one to the tag (<code>data-release</code>), and upload the maps of its build.
        </p>
      ) : (
        <code class="stack-command">
          npx falter sourcemaps upload --release {release} --url-prefix {prefix} DIR
        </code>
      )}
    </details>
  );
}

import type { ConsolePayload } from '@falter/wire';
import type { Guard } from '../host/guard.ts';
import { type Undo, undoAll } from '../host/listen.ts';
import { OWN_WORD } from '../host/warn.ts';
import { wrap } from '../host/wrap.ts';
import { renderArguments } from './console-text.ts';
import { scrubText } from './errors.ts';
import { createRepeatFilter } from './repeat-filter.ts';

// Under another name, because the build drops everything called `console`.
const { console: site } = globalThis;

/** Reports what the page complains about in the console. The page's line comes first, as it wrote it. */
export function watchConsole(report: (line: ConsolePayload) => void, guard: Guard): Undo {
  const fresh = createRepeatFilter();
  const tell = guard((level: ConsolePayload['level'], args: unknown[]) => {
    const text = scrubText(renderArguments(args));
    if (text.startsWith(OWN_WORD) || !fresh(level + text, Date.now())) return;
    report({ level, text });
  });
  return undoAll(
    (['error', 'warn'] as const).map((level) =>
      wrap(site, level, (call, _self, args) => {
        const result = call();
        tell(level, args);
        return result;
      }),
    ),
  );
}

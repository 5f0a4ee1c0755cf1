import type { PageView } from '@falter/wire';
import type { Step } from './timeline/steps.ts';

/** Characters of the text that free text search looks at. */
const SEARCH_MAX = 4_000;

/** Lower-case words of a session: addresses, titles, what was clicked, what failed. Each once, the pages first. */
export function searchText(pages: readonly PageView[], steps: readonly Step[]): string {
  const parts = new Set<string>();
  let size = 0;
  const add = (text: string) => {
    const words = text.toLowerCase().trim();
    if (!words || parts.has(words) || size + words.length > SEARCH_MAX) return;
    parts.add(words);
    size += words.length + 1;
  };
  for (const { url, title } of pages) {
    add(url);
    add(title);
  }
  for (const step of steps) {
    if (step.kind === 'click') add(step.target?.label ?? '');
    else if (step.kind === 'error') add(`${step.name} ${step.message}`);
  }
  return [...parts].join('\n');
}

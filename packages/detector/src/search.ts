import type { PageView } from '@falter/wire';
import type { Step } from './timeline/steps.ts';

/** Characters of the text that free text search looks at. */
const SEARCH_MAX = 4_000;

/** What the site said of visitor and session. */
interface Said {
  person: string;
  traits: Readonly<Record<string, string>>;
  attributes: Readonly<Record<string, string>>;
}

/** Lower-case words of a session: who was there, addresses, titles, what was clicked, what failed. Each once. */
export function searchText(pages: readonly PageView[], steps: readonly Step[], said: Partial<Said> = {}): string {
  const parts = new Set<string>();
  let size = 0;
  const add = (text: string) => {
    const words = text.toLowerCase().trim();
    if (!words || parts.has(words) || size + words.length > SEARCH_MAX) return;
    parts.add(words);
    size += words.length + 1;
  };
  add(said.person ?? '');
  for (const value of Object.values({ ...said.traits })) add(value);
  for (const [name, value] of Object.entries({ ...said.attributes })) add(`${name} ${value}`);
  for (const { url, title } of pages) {
    add(url);
    add(title);
  }
  for (const step of steps) {
    if (step.kind === 'click') add(step.target?.label ?? '');
    else if (step.kind === 'error') add(`${step.name} ${step.message}`);
    else if (step.kind === 'note' && (step.note === 'mark' || step.note === 'track')) add(step.text);
  }
  return [...parts].join('\n');
}

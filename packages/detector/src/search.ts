import type { PageView, SeenWords } from '@falter/wire';
import type { Step } from './timeline/steps.ts';

/** Characters that are kept of addresses, of what errors said, of what was clicked, and of all else: of each kind, the first. */
const KEPT = { urls: 6_000, errors: 2_000, elements: 2_000, others: 2_000 };

/** Characters of one of them: an error may say a whole answer of a server. */
const WORD_MAX = 300;

/** What the site said of visitor and session. */
interface Said {
  person: string;
  traits: Readonly<Record<string, string>>;
  attributes: Readonly<Record<string, string>>;
}

/** What a session can be found by. */
export interface SearchWords {
  /** Lower-case, a word or address a line, each once: all of `seen`, and who was there, titles, what the site told. */
  search: string;
  seen: SeenWords;
}

/** Words of a session: who was there, addresses, titles, what was clicked, what failed. Each once. */
export function searchWords(pages: readonly PageView[], steps: readonly Step[], said: Partial<Said> = {}): SearchWords {
  const [urls, errors, elements, others] = [
    new Words(KEPT.urls),
    new Words(KEPT.errors),
    new Words(KEPT.elements),
    new Words(KEPT.others),
  ];
  others.add(said.person ?? '');
  for (const value of Object.values({ ...said.traits })) others.add(value);
  for (const [name, value] of Object.entries({ ...said.attributes })) others.add(`${name} ${value}`);
  for (const { url, title } of pages) {
    urls.add(url);
    others.add(title);
  }
  for (const step of steps) {
    if (step.kind === 'click') elements.add(step.target?.label ?? '');
    else if (step.kind === 'note' && (step.note === 'mark' || step.note === 'track')) others.add(step.text);
    else errors.add(failureIn(step));
  }
  const all = [others, urls, elements, errors].flatMap(({ kept }) => kept);
  const search = [...new Set(all.map((word) => word.toLowerCase()))].join('\n');
  return { search, seen: { urls: urls.kept, errors: errors.kept, elements: elements.kept } };
}

/** What a step says that went wrong, as people read it; '' for none. */
function failureIn(step: Step): string {
  if (step.kind === 'error') return `${step.name}: ${step.message}`;
  if (step.kind === 'message') return step.text;
  if (step.kind !== 'request' || step.outcome !== 'failed') return '';
  return step.status === 0 ? `${step.name} failed` : `${step.name} failed with ${step.status}`;
}

/** Different words, up to so many characters. */
class Words {
  readonly #words: Map<string, string> = new Map();
  #room: number;

  constructor(room: number) {
    this.#room = room;
  }

  get kept(): string[] {
    return [...this.#words.values()];
  }

  add(text: string): void {
    if (text === '') return;
    // A line break would end a word of the text that is searched.
    const word = text.replace(/\s+/g, ' ').trim().slice(0, WORD_MAX).trim();
    const key = word.toLowerCase();
    if (word === '' || this.#words.has(key) || word.length > this.#room) return;
    this.#words.set(key, word);
    this.#room -= word.length + 1;
  }
}

import { type Signal, useSignal } from '@preact/signals';
import type { JSX, TargetedKeyboardEvent } from 'preact';
import { useRef } from 'preact/hooks';
import { Icon } from '../design/icons.tsx';
import { signalCatalog } from '../shell/signal-catalog.ts';
import { type Completion, type Completions, completionsAt } from './completions.ts';
import { knownValues, loadKnownValues } from './known-values.ts';
import { type Typing, useTyping } from './use-typing.ts';

const LIST = 'search-options';
const optionId = (index: number): string => `search-option-${index}`;

interface Props {
  text: string;
  onSearch: (text: string) => void;
}

/** What is offered, and which of it the arrow keys stand on; -1 for none. */
interface Open {
  completions: Completions;
  active: number;
}

/** Of an input with choices below, as ARIA has it. Not written as attributes: the types of Preact know such an input with a `list` only. */
function combobox(open: Open | null): object {
  const active = open !== null && open.active >= 0 ? optionId(open.active) : undefined;
  const choices = { 'aria-autocomplete': 'list', 'aria-controls': LIST, 'aria-expanded': open !== null };
  return { role: 'combobox', ...choices, 'aria-activedescendant': active };
}

/** The box in which a search is written, with what could be meant offered below: a combobox as ARIA has it. `/` leads to it. */
export function WrittenSearch({ text, onSearch }: Props): JSX.Element {
  const typing = useTyping(text, onSearch);
  const input = useRef<HTMLInputElement>(null);
  const open: Signal<Open | null> = useSignal(null);
  const asked = useRef(false);
  const offer = (box: HTMLInputElement): void => {
    if (!asked.current) void loadKnownValues(AbortSignal.timeout(5_000));
    asked.current = true;
    const signals = [...signalCatalog.value.values()];
    const completions = completionsAt(box.value, box.selectionStart ?? 0, { signals, values: knownValues.value });
    open.value = completions.options.length === 0 ? null : { completions, active: -1 };
  };
  const take = (option: Completion): void => {
    const box = input.current;
    if (open.value === null || box === null) return;
    putIn(box, open.value.completions, option, typing);
    offer(box);
  };
  return (
    <div class="search written-search">
      <Icon name="search" />
      <input
        ref={input}
        type="search"
        id="session-search"
        data-testid="search"
        {...combobox(open.value)}
        aria-label="Search sessions"
        placeholder="Words, or person: url: error: signal: …"
        autocomplete="off"
        spellcheck={false}
        value={typing.typed}
        onInput={({ currentTarget }) => {
          typing.type(currentTarget.value);
          offer(currentTarget);
        }}
        onClick={({ currentTarget }) => offer(currentTarget)}
        onBlur={() => {
          open.value = null;
        }}
        onKeyDown={(event) => onKey(event, { open, take, offer, settle: typing.settle })}
      />
      <kbd>/</kbd>
      <Options open={open} onTake={take} />
    </div>
  );
}

/** Writes an option where the word was. A name waits for its value; behind a value the next term begins. */
function putIn(box: HTMLInputElement, { start, end }: Completions, { text }: Completion, typing: Typing): void {
  const before = box.value.slice(0, start);
  const after = box.value.slice(end);
  const isName = text.endsWith(':');
  const behind = isName || after.startsWith(' ') ? '' : ' ';
  const whole = `${before}${text}${behind}${after}`;
  box.value = whole;
  const caret = before.length + text.length + (isName ? 0 : 1);
  box.setSelectionRange(caret, caret);
  if (isName) typing.type(whole);
  else typing.settle(whole.trimEnd() === whole ? whole : `${whole.trimEnd()} `);
}

interface Keys {
  open: Signal<Open | null>;
  take: (option: Completion) => void;
  offer: (box: HTMLInputElement) => void;
  settle: (text: string) => void;
}

function onKey(event: TargetedKeyboardEvent<HTMLInputElement>, { open, take, offer, settle }: Keys): void {
  const box = event.currentTarget;
  const shown = open.value;
  const options = shown?.completions.options ?? [];
  const chosen = shown === null ? undefined : options[shown.active];
  if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
    if (shown === null) offer(box);
    else open.value = { ...shown, active: step(shown.active, event.key === 'ArrowDown' ? 1 : -1, options.length) };
  } else if (event.key === 'Tab' && chosen !== undefined && !event.shiftKey) take(chosen);
  else if (event.key === 'Enter' && chosen !== undefined) take(chosen);
  else if (event.key === 'Enter') {
    open.value = null;
    settle(box.value);
    return;
  } else if (event.key === 'Escape') {
    if (shown === null || box.value === '') box.blur();
    open.value = null;
  } else return;
  // Nor may the page take Escape or an arrow for a command of its own.
  event.preventDefault();
}

/** Through the options and, between last and first, back into the text. */
function step(active: number, by: 1 | -1, count: number): number {
  return ((active + 1 + by + count + 1) % (count + 1)) - 1;
}

function Options({ open, onTake }: { open: Signal<Open | null>; onTake: (option: Completion) => void }): JSX.Element {
  const { completions, active } = open.value ?? { completions: { options: [] as Completion[] }, active: -1 };
  return (
    <div
      class="search-options"
      id={LIST}
      role="listbox"
      aria-label="What can be searched for"
      hidden={open.value === null}
    >
      {completions.options.map((option, index) => (
        // biome-ignore lint/a11y/useFocusableInteractive: the focus stays in the box, which names the option that is meant
        // biome-ignore lint/a11y/useKeyWithClickEvents: its keys are those of the box
        <div
          key={option.text}
          id={optionId(index)}
          role="option"
          aria-selected={index === active}
          data-testid="search-option"
          // The box keeps the focus while one clicks.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(option)}
        >
          <bdi class="search-option-text">{option.text}</bdi>
          {option.about !== '' && <span class="quiet">{option.about}</span>}
        </div>
      ))}
    </div>
  );
}

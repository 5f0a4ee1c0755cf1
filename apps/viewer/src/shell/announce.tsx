import { type Signal, signal } from '@preact/signals';
import type { JSX } from 'preact';

const SHOWN_MS = 2_500;
const message: Signal<string> = signal('');
let timer = 0;

/** Says something short to everybody: a note at the bottom of the screen, and a screen reader reads it out. */
export function announce(text: string): void {
  clearTimeout(timer);
  message.value = text;
  timer = window.setTimeout(() => {
    message.value = '';
  }, SHOWN_MS);
}

export function Announcer(): JSX.Element {
  return (
    <output class="announcer" data-testid="announcer" data-shown={message.value !== ''}>
      {message.value}
    </output>
  );
}

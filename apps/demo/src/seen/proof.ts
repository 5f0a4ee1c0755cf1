import type { Left } from './batch.ts';
import { createTyped } from './typed.ts';

/** Characters of what left that are searched; the oldest go. */
const TEXT_MAX = 4_000_000;

/** Counts what left the pages, and looks in it for what was typed there. */
export interface Proof {
  /** Notes what is typed into this page. */
  watch(page: Document): void;
  take(left: Left): void;
  /** Another preset: what left before does not count. */
  clear(): void;
}

/** Says it in `line`, whose `data-found` is how many typed values have left. */
export function createProof(line: HTMLElement | undefined): Proof {
  const typed = createTyped();
  let sums = { events: 0, batches: 0, bytes: 0, text: '' };

  function say(): void {
    if (!line) return;
    const found = typed.foundIn(sums.text);
    line.dataset.found = String(found.length);
    line.textContent = `${counts()} ${typed.count() === 0 ? 'Type something into a field.' : verdict(found)}`;
  }

  function counts(): string {
    const { events, batches, bytes } = sums;
    const word = batches === 1 ? 'batch' : 'batches';
    return `${events} events in ${batches} ${word} left the page, ${Math.ceil(bytes / 1_000)} kB as they were sent.`;
  }

  function verdict(found: readonly string[]): string {
    if (found.length > 0) return `What you typed is in them, because it is unmasked: ${found.join(', ')}.`;
    return typed.count() === 1
      ? 'The one value that you typed is not in them.'
      : `The ${typed.count()} values that you typed are not in them.`;
  }

  return {
    watch(page) {
      typed.watch(page);
      page.addEventListener('input', say);
    },
    take({ events, bytes, text }) {
      sums = {
        ...{ events: sums.events + events.length, batches: sums.batches + 1, bytes: sums.bytes + bytes },
        text: (sums.text + text).slice(-TEXT_MAX),
      };
      say();
    },
    clear() {
      sums = { events: 0, batches: 0, bytes: 0, text: '' };
      say();
    },
  };
}

import { type Bring, openGate } from './gate/gate.ts';
import type { Handle, Tag } from './gate/terms.ts';

/** Reads the script tag and opens the gate. Whatever goes wrong, the page goes on. */
export function openFromTag(
  bringFor: (tag: HTMLScriptElement) => Bring,
  more?: (tag: HTMLScriptElement) => Partial<Tag>,
): void {
  try {
    const tag = (document.currentScript ?? document.querySelector('[data-key][src*=falter]')) as HTMLScriptElement;
    const wished = { endpoint: new URL(tag.src).origin, ...tag.dataset, ...more?.(tag) } as unknown as Tag;
    const page = window as { falter?: Handle };
    page.falter ??= {};
    openGate(wished, bringFor(tag), page.falter);
  } catch {
    // A page that broke document itself has other worries than us.
  }
}

import type { MirrorNode } from './mirror.ts';

/** What the page's style sheets tell about clicking. */
export class CssHints {
  read(_css: string): void {}

  /** A rule gives this element the hand as its cursor. */
  hasPointer(_node: MirrorNode): boolean {
    return false;
  }

  /** A rule shows or hides something when this element is focused or pointed at: CSS answers the click. */
  answers(_node: MirrorNode): boolean {
    return false;
  }
}

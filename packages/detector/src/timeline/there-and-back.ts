import type { ViewStep } from './view-steps.ts';

/** A page to which somebody came from another one, and from which they went back to it. */
export interface ThereAndBack {
  /** With the times of that page; its own view, or, where nothing of it was recorded, the one after it. */
  view: ViewStep;
  /** Routes: the page, where the visitor had come from, and where they were then. */
  page: string;
  from: string;
  back: string;
  /** Milliseconds in the foreground; of what was not recorded, how long nothing else was shown. */
  shownMs: number;
  isRecorded: boolean;
}

/** Pages that were left backwards, in order. `views`: of one tab, in order. */
export function* thereAndBack(views: readonly ViewStep[]): Generator<ThereAndBack> {
  for (const [i, view] of views.entries()) {
    const [before, next] = [views[i - 1], views[i + 1]];
    if (!before) continue;
    const { passed } = view;
    if (passed && !view.torn) {
      const unseen = { ...view, page: passed.page, at: view.at - passed.shownMs, until: view.at, sure: false };
      yield { view: unseen, ...passed, from: view.page, back: view.page, isRecorded: false };
    }
    if (!next || !isLeftBackwards(view, next)) continue;
    const { page, shownMs } = view;
    yield { view, page, shownMs, from: before.page, back: next.page, isRecorded: true };
  }
}

/** Came to from elsewhere, and left to another page than itself: not a page of results, not one passed on the way further back. */
function isLeftBackwards(view: ViewStep, next: ViewStep): boolean {
  if (view.torn || next.torn || view.background || next.passed) return false;
  return view.came === 'link' && view.went === 'back' && next.page !== view.page;
}

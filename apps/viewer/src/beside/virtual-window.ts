/** Rows that are drawn above and below what can be seen: a wheel turn does not show a blank. */
const SPARE = 8;

export interface ListView {
  count: number;
  /** CSS pixels. */
  rowHeight: number;
  scrollTop: number;
  height: number;
}

/** Which rows of a long list are drawn: from, and the first that is not. */
export function windowOf({ count, rowHeight, scrollTop, height }: ListView): { from: number; until: number } {
  const first = Math.floor(scrollTop / rowHeight) - SPARE;
  const last = Math.ceil((scrollTop + height) / rowHeight) + SPARE;
  const from = Math.max(0, Math.min(first, count - 1));
  return { from: count === 0 ? 0 : from, until: Math.max(0, Math.min(count, last)) };
}

/** Where to scroll so that a row is seen with some rows around it; undefined where it is seen already. */
export function scrollTo(index: number, { count, rowHeight, scrollTop, height }: ListView): number | undefined {
  const top = index * rowHeight;
  const margin = Math.min(rowHeight, Math.max(0, (height - rowHeight) / 2));
  if (top >= scrollTop + Math.min(margin, top) && top + rowHeight <= scrollTop + height - margin) return undefined;
  const most = Math.max(0, count * rowHeight - height);
  const wished = Math.min(most, Math.max(0, top - Math.round(height / 3)));
  return wished === scrollTop ? undefined : wished;
}
